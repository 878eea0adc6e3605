# SPDX-License-Identifier: GPL-3.0-or-later
"""A Socket.IO server for the tests, on python3-socketio: socketio_peer.py PORT. It pings every half second, and drops
who does not answer. /closed lets nobody in without the token; "subscribe" is answered by the event "price"."""
import sys

import socketio
from aiohttp import web

server = socketio.AsyncServer(async_mode="aiohttp", ping_interval=0.5, ping_timeout=1, cors_allowed_origins="*")


@server.on("subscribe")
async def subscribe(sid, what):
    await server.emit("price", {"of": what, "value": 21.5, "unit": "Cel"}, to=sid)
    await server.emit("words", ("a", 1), to=sid)
    await server.emit("nothing", to=sid)


@server.on("connect", namespace="/closed")
async def connect(sid, environ, auth):
    if not auth or auth.get("token") != "t0ken":
        raise socketio.exceptions.ConnectionRefusedError("no token")
    await server.emit("welcome", "hello", to=sid, namespace="/closed")


app = web.Application()
server.attach(app)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
