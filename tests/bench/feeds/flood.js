// SPDX-License-Identifier: GPL-3.0-or-later
// node flood.js PORT FILE: sends the lines of a file, a message each, to whoever connects, as fast as they are taken.
'use strict';
const { WebSocketServer } = require('ws');
const lines = require('fs').readFileSync(process.argv[3], 'utf8').trimEnd().split('\n');
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false });
server.on('connection', (socket) => {
    let next = 0;
    const send = () => {
        while (next < lines.length && socket.readyState === socket.OPEN) {
            if (socket.bufferedAmount > 1 << 20)
                return setImmediate(send);
            socket.send(lines[next++]);
        }
        if (next === lines.length)
            socket.close();
    };
    send();
    socket.on('error', () => {});
});
