// SPDX-License-Identifier: GPL-3.0-or-later
// A forward proxy for tests, HTTP (also CONNECT) and SOCKS5 (RFC 1928, 1929) on one port: node proxy.js PORT [USER:PASSWORD]
'use strict';
const http = require('http');
const net = require('net');

// The servers of the tests are on 127.0.0.1, where localhost may be ::1 first.
require('dns').setDefaultResultOrder('ipv4first');

const secret = process.argv[3];
const basic = secret && 'Basic ' + Buffer.from(secret).toString('base64');

function join(a, b) {
    a.pipe(b).pipe(a);
    for (const [one, other] of [[a, b], [b, a]]) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
    }
}

function isAllowed(request) {
    return !basic || request.headers['proxy-authorization'] === basic;
}

const challenge = { 'Proxy-Authenticate': 'Basic realm="proxy"' };

const proxy = http.createServer((request, response) => {
    console.log('http ' + request.url);
    if (!isAllowed(request)) {
        response.writeHead(407, challenge);
        return response.end();
    }
    const headers = { ...request.headers };
    delete headers['proxy-authorization'];
    const onward = http.request(request.url, { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        response.flushHeaders();
        answer.pipe(response);
    });
    onward.on('error', () => { response.writeHead(502); response.end(); });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
});

proxy.on('connect', (request, socket) => {
    console.log('connect ' + request.url);
    if (!isAllowed(request))
        return socket.end('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="proxy"\r\nConnection: close\r\n' +
            'Proxy-Connection: close\r\nContent-Length: 0\r\n\r\n');
    const [, host, port] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url);
    const onward = net.connect(Number(port), host, () => socket.write('HTTP/1.1 200 Yes\r\n\r\n'));
    join(socket, onward);
});

// Each message of the handshake is small, and comes as one piece.
function socks(socket, greeting) {
    const ask = (then) => socket.once('data', then);
    const connect = () => ask((data) => {
        const length = data[3] === 3 ? data[4] : data[3] === 1 ? 4 : 16;
        const start = data[3] === 3 ? 5 : 4;
        const name = data.subarray(start, start + length);
        const host = data[3] === 3 ? name.toString() : data[3] === 1 ? name.join('.')
            : name.toString('hex').match(/.{4}/g).join(':');
        const port = data.readUInt16BE(start + length);
        console.log(`socks ${host}:${port}`);
        const onward = net.connect(port, host, () => {
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            join(socket, onward);
        });
        onward.on('error', () => socket.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])));
    });
    socket.on('error', () => {});
    if (!secret) {
        socket.write(Buffer.from([5, 0]));
        return connect();
    }
    socket.write(Buffer.from([5, greeting.includes(2, 2) ? 2 : 255]));
    ask((data) => {
        const user = data.subarray(2, 2 + data[1]).toString();
        const password = data.subarray(3 + data[1]).toString();
        const isRight = `${user}:${password}` === secret;
        socket.write(Buffer.from([1, isRight ? 0 : 1]));
        if (isRight)
            connect();
    });
}

net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
        if (data[0] === 5)
            return socks(socket, data);
        socket.pause();
        socket.unshift(data);
        proxy.emit('connection', socket);
        socket.resume();
    });
}).listen(Number(process.argv[2]), '127.0.0.1');
