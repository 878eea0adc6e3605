// SPDX-License-Identifier: GPL-3.0-or-later
// node listen.js URL COUNT: writes so many messages of a WebSocket, a line each.
'use strict';
const { WebSocket } = require('ws');
const out = require('fs').createWriteStream(null, { fd: 1, highWaterMark: 1 << 20 });
let left = Number(process.argv[3]);
const socket = new WebSocket(process.argv[2]);
socket.on('message', (data) => {
    out.write(data + '\n');
    if (--left === 0)
        out.end(() => process.exit(0));
});
socket.on('close', () => process.exit(left === 0 ? 0 : 1));
