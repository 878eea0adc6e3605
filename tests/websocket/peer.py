# SPDX-License-Identifier: GPL-3.0-or-later
"""A WebSocket server for the tests, on python3-websockets: peer.py PORT CONTROL [CERTIFICATE KEY [CLIENT-AUTHORITY]]

The port CONTROL takes commands, a line each: "give FIRST COUNT" sends so many items to all feeds, "garbage" bytes that
are no frame, "text MESSAGE", "size BYTES", "binary HEX", "fragments HEX ..." (- is an empty one) and "close CODE REASON"
what they say; "refuse STATUS" cuts all and refuses new ones, "refuse 0" lets them in again. All paths are feeds, which
are answered to what they send: "echo MESSAGE" with the message. /close/CODE/REASON closes at once, /headers tells the
request's headers, /status/CODE refuses the handshake.
"""
import asyncio
import http
import json
import ssl
import sys

import websockets

feeds = set()
refusal = 0


async def control(reader, writer):
    while line := (await reader.readline()).decode().rstrip("\n"):
        command, _, rest = line.partition(" ")
        if command == "refuse":
            global refusal
            refusal = int(rest)
        for feed in list(feeds):
            try:
                await obey(feed, command, rest)
            except websockets.ConnectionClosed:
                pass
        writer.write(("done " + line + "\n").encode())


async def obey(feed, command, rest):
    if command == "give":
        first, count = map(int, rest.split())
        for number in range(first, first + count):
            await feed.send("n %d" % number)
    elif command == "garbage":
        feed.transport.write(b"\xff" * 40)
    elif command == "text":
        await feed.send(rest)
    elif command == "size":
        await feed.send("x" * int(rest))
    elif command == "binary":
        await feed.send(bytes.fromhex(rest))
    elif command == "refuse":
        feed.transport.abort()
    elif command == "fragments":
        await feed.send([bytes.fromhex(part.replace("-", "")).decode() for part in rest.split(" ")])
    elif command == "close":
        code, _, reason = rest.partition(" ")
        await feed.close(int(code), reason)


async def graphql(ws):
    """Lets in, after a while; gives an item to a subscription, and another to who answers the ping."""
    count = 0
    init = json.loads(await ws.recv())
    if init["type"] != "connection_init":
        return await ws.close(4400, "Bad Request")
    heard = asyncio.ensure_future(ws.recv())
    if (await asyncio.wait({heard}, timeout=0.3))[0]:
        return await ws.close(4401, "Unauthorized")
    await ws.send('{"type":"connection_ack"}')
    while True:
        kind = json.loads(await heard)["type"]
        heard = asyncio.ensure_future(ws.recv())
        if kind in ("subscribe", "pong"):
            count += 1
            await ws.send('{"id":"1","type":"next","payload":{"data":{"count":%d}}}' % count)
        if kind == "subscribe":
            await ws.send('{"type":"ping"}')


async def serve_one(ws):
    path = ws.path.partition("?")[0]
    if path.startswith("/close/"):
        code, _, reason = path[7:].partition("/")
        return await ws.close(int(code), reason)
    if path == "/graphql":
        return await graphql(ws)
    if path == "/headers":
        headers = {name.lower(): value for name, value in ws.request_headers.raw_items()}
        await ws.send(json.dumps({"path": ws.path, **headers}))
    feeds.add(ws)
    try:
        async for message in ws:
            if isinstance(message, bytes):
                await ws.send(message)
            elif message.startswith("echo "):
                await ws.send(message[5:])
    except websockets.ConnectionClosed:
        pass
    finally:
        feeds.discard(ws)


async def refuse(path, headers):
    if refusal:
        return http.HTTPStatus(refusal), [], b"no\n"
    if path.startswith("/status/"):
        return http.HTTPStatus(int(path[8:])), [], b"no\n"
    return None


async def main():
    tls = None
    if len(sys.argv) > 4:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[3], sys.argv[4])
        if len(sys.argv) > 5:
            tls.verify_mode = ssl.CERT_REQUIRED
            tls.load_verify_locations(sys.argv[5])
    await asyncio.start_server(control, "127.0.0.1", int(sys.argv[2]))
    async with websockets.serve(serve_one, ["127.0.0.1", "::1"], int(sys.argv[1]), ssl=tls, ping_interval=None,
                                subprotocols=["prices.v2", "prices.v1", "graphql-transport-ws", "graphql-ws"], process_request=refuse, max_size=None):
        await asyncio.Future()


asyncio.run(main())
