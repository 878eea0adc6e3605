// SPDX-License-Identifier: GPL-3.0-or-later
// A WebSocket server for the tests, on npm's ws: peer.js PORT CONTROL. It understands what peer.py does, but for TLS.
'use strict';
const net = require('net');
const readline = require('readline');
const {WebSocketServer} = require('ws');

const feeds = new Set();
const done = () => {};
let refusal = 0;

function obey(feed, command, rest)
{
    if (command === 'give') {
        const [first, count] = rest.split(' ').map(Number);
        for (let number = first; number < first + count; ++number)
            feed.send('n ' + number, done);
    } else if (command === 'garbage') {
        feed._socket.write(Buffer.alloc(40, 0xff));
    } else if (command === 'text') {
        feed.send(rest, done);
    } else if (command === 'size') {
        feed.send('x'.repeat(Number(rest)), done);
    } else if (command === 'binary') {
        feed.send(Buffer.from(rest, 'hex'), done);
    } else if (command === 'refuse') {
        feed.terminate();
    } else if (command === 'fragments') {
        const parts = rest.split(' ').map((hex) => Buffer.from(hex === '-' ? '' : hex, 'hex'));
        parts.forEach((part, at) => feed.send(part, {binary: false, fin: at === parts.length - 1}, done));
    } else if (command === 'close') {
        const space = rest.indexOf(' ');
        feed.close(Number(space < 0 ? rest : rest.slice(0, space)), space < 0 ? '' : rest.slice(space + 1));
    }
}

net.createServer((socket) => {
    socket.on('error', done);
    readline.createInterface({input: socket}).on('line', (line) => {
        const space = line.indexOf(' ');
        if (line.startsWith('refuse '))
            refusal = Number(line.slice(7));
        for (const feed of feeds)
            obey(feed, space < 0 ? line : line.slice(0, space), space < 0 ? '' : line.slice(space + 1));
        socket.write('done ' + line + '\n');
    });
}).listen(Number(process.argv[3]), '127.0.0.1');

const server = new WebSocketServer({
    port: Number(process.argv[2]),
    host: '127.0.0.1',
    perMessageDeflate: true,
    handleProtocols: (offered) => offered.has('prices.v2') ? 'prices.v2' : false,
    verifyClient: (info, answer) => {
        if (refusal)
            return answer(false, refusal, 'no');
        const refused = info.req.url.match(/^\/status\/(\d+)/);
        answer(!refused, refused ? Number(refused[1]) : 200, 'no');
    },
});
server.on('connection', (socket, request) => {
    const path = request.url.split('?')[0];
    socket.on('error', done);
    const close = path.match(/^\/close\/(\d+)\/?(.*)/);
    if (close)
        return socket.close(Number(close[1]), decodeURIComponent(close[2]));
    if (path === '/headers')
        socket.send(JSON.stringify({path: request.url, ...request.headers}));
    feeds.add(socket);
    socket.on('close', () => feeds.delete(socket));
    socket.on('message', (data, isBinary) => {
        const text = data.toString();
        if (isBinary)
            socket.send(data, done);
        else if (text.startsWith('echo '))
            socket.send(text.slice(5), done);
    });
});
