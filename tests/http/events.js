// SPDX-License-Identifier: GPL-3.0-or-later
// A server on Node's own http module for the tests of the feeds over HTTP: node events.js PORT
'use strict';
const http = require('http');
const zlib = require('zlib');

const types = { sse: 'text/event-stream', ndjson: 'application/x-ndjson', seq: 'application/json-seq' };
const clients = { sse: new Set(), ndjson: new Set(), seq: new Set() };
let nextId = 1;
let failures = 0;
let stalledAt = 0;

function item(format, number) {
    const json = JSON.stringify({ n: number });
    return format === 'sse' ? `id: ${number}\nevent: count\ndata: ${json}\n\n`
        : format === 'seq' ? `\x1e${json}\n` : `${json}\n`;
}

const garbage = {
    sse: 'data: {"broken\n\n\0\xff:::\nretry: soon\nid\n\n',
    ndjson: '{"broken\n\0\xff\n',
    seq: '\x1e{"broken\n\x1e\x1e]]]\n',
};

function stream(format, request, response) {
    response.writeHead(200, { 'Content-Type': types[format] });
    response.flushHeaders();
    clients[format].add(response);
    response.on('close', () => clients[format].delete(response));
    return response;
}

// Writes without end, as fast as the client takes it; where it does not for a while, says how much has gone out.
function flood(response, format) {
    let sent = 0;
    const write = () => {
        for (;;) {
            const text = item(format, nextId++);
            sent += text.length;
            if (!response.write(text))
                break;
        }
        const late = setTimeout(() => { stalledAt = sent; }, 1000);
        response.once('drain', () => { clearTimeout(late); write(); });
        response.once('close', () => clearTimeout(late));
    };
    write();
}

const routes = {
    sse: (q, request, response) => stream('sse', request, response),
    ndjson: (q, request, response) => stream('ndjson', request, response),
    seq: (q, request, response) => stream('seq', request, response),
    // Tells what it was asked, as the first event.
    echo: (q, request, response) => {
        let body = '';
        request.on('data', (piece) => { body += piece; });
        request.on('end', () => stream('sse', request, response).write(`data: ${JSON.stringify({
            method: request.method, url: request.url, body, ...request.headers })}\n\n`));
    },
    give: (q, request, response) => {
        const first = Number(q.get('first')), count = Number(q.get('count'));
        for (const format of Object.keys(clients)) {
            let text = '';
            for (let number = first; number < first + count; ++number)
                text += item(format, number);
            for (const client of clients[format])
                client.write(text);
        }
        response.end('given');
    },
    garbage: (q, request, response) => {
        for (const format of Object.keys(clients))
            for (const client of clients[format])
                client.write(Buffer.from(garbage[format], 'latin1'));
        response.end('given');
    },
    // Writes what it is given, and cuts all connections then, or ends the answers as they should end.
    write: (q, request, response) => {
        for (const format of Object.keys(clients)) {
            for (const client of clients[format])
                client.write(q.get('text'), () => {
                    if (q.get('then') === 'cut')
                        client.socket.destroy();
                    else if (q.get('then') === 'end')
                        client.end();
                });
        }
        response.end('written');
    },
    big: (q, request, response) => {
        const answer = stream('sse', request, response);
        answer.write(`data: ${'x'.repeat(Number(q.get('bytes')))}\n\ndata: after\n\n`);
    },
    flood: (q, request, response) => { stalledAt = 0; flood(stream('sse', request, response), 'sse'); },
    stalled: (q, request, response) => response.end(String(stalledAt)),
    clients: (q, request, response) => response.end(String(clients.sse.size + clients.ndjson.size + clients.seq.size)),
    gzip: (q, request, response) => {
        response.writeHead(200, { 'Content-Type': types.sse, 'Content-Encoding': 'gzip' });
        const packed = zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH });
        packed.pipe(response);
        packed.write('data: packed\n\n');
    },
    // Fails some times, and is a stream then.
    failing: (q, request, response) => {
        if (failures++ < Number(q.get('times'))) {
            response.writeHead(Number(q.get('status')), { 'Retry-After': q.get('after') });
            return response.end('no');
        }
        failures = 0;
        stream('sse', request, response).write('data: at last\n\n');
    },
    status: (q, request, response) => {
        const headers = { 'Content-Type': q.get('type') || 'text/plain' };
        if (q.get('location'))
            headers.Location = q.get('location');
        response.writeHead(Number(q.get('code')), headers);
        response.end(q.get('text') || '');
    },
    nothing: () => {},
};

http.createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const route = routes[url.pathname.slice(1)];
    if (route)
        return route(url.searchParams, request, response);
    response.writeHead(404);
    response.end('nothing here');
}).listen(Number(process.argv[2]), process.argv[3] || '127.0.0.1');
