# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP proxy that knows CONNECT (RFC 9110 section 9.3.6) only: proxy.py PORT [USER:PASSWORD]"""
import asyncio
import base64
import sys


async def pipe(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


def is_welcome(head):
    return len(sys.argv) < 3 or base64.b64encode(sys.argv[2].encode()).decode() in head


async def serve(reader, writer):
    try:
        while not is_welcome(head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")):
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                         b"Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return writer.close()
    method, target, _ = head.split(" ", 2)
    host, port = target.rsplit(":", 1)
    print(method, target, flush=True)
    upstream_reader, upstream_writer = await asyncio.open_connection(host.strip("[]"), int(port))
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    await asyncio.gather(pipe(reader, upstream_writer), pipe(upstream_reader, writer))


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]))
    async with server:
        await server.serve_forever()


asyncio.run(main())
