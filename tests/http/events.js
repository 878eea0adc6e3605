// SPDX-License-Identifier: GPL-3.0-or-later
// A server on Express, as it is run with npm, for the tests of the feeds over HTTP: node events.js PORT [ADDRESS]
'use strict';
const compression = require('compression');
const express = require('express');

const types = { sse: 'text/event-stream', ndjson: 'application/x-ndjson', seq: 'application/json-seq' };
const clients = { sse: new Set(), ndjson: new Set(), seq: new Set() };
let nextId = 1;
let failures = 0;
let stalledAt = 0;
let page = [];
let unchanged = 0;
let refusal = 0;

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

function stream(format, response) {
    response.type(types[format]).flushHeaders();
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

const app = express();
app.set('query parser', 'simple');
const route = (path, ...handlers) => app.all(`/${path}`, ...handlers);

for (const format of Object.keys(types))
    route(format, (request, response) => {
        if (refusal)
            return response.status(refusal).send('no');
        stream(format, response);
    });

// From now on a stream is refused with that status; those there are are cut. 0: it is given again.
route('refuse', (request, response) => {
    refusal = Number(request.query.status);
    for (const format of Object.keys(clients))
        for (const client of clients[format])
            client.socket.destroy();
    response.send('done');
});

// Tells what it was asked, as the first event.
route('echo', express.text({ type: () => true }), (request, response) => {
    const body = typeof request.body === 'string' ? request.body : '';
    stream('sse', response).write(`data: ${JSON.stringify({
        method: request.method, url: request.url, body, ...request.headers })}\n\n`);
});

route('give', (request, response) => {
    const first = Number(request.query.first), count = Number(request.query.count);
    for (const format of Object.keys(clients)) {
        let text = '';
        for (let number = first; number < first + count; ++number)
            text += item(format, number);
        for (const client of clients[format])
            client.write(text);
    }
    response.send('given');
});

// Writes these bytes, which are in hexadecimal, to the streams of that format.
route('bytes', (request, response) => {
    for (const client of clients[request.query.format])
        client.write(Buffer.from(request.query.hex, 'hex'));
    response.send('done');
});

route('garbage', (request, response) => {
    for (const format of Object.keys(clients))
        for (const client of clients[format])
            client.write(Buffer.from(garbage[format], 'latin1'));
    response.send('given');
});

// Writes what it is given, and cuts all connections then, or ends the answers as they should end.
route('write', (request, response) => {
    for (const format of Object.keys(clients)) {
        for (const client of clients[format])
            client.write(request.query.text, () => {
                if (request.query.then === 'cut')
                    client.socket.destroy();
                else if (request.query.then === 'end')
                    client.end();
            });
    }
    response.send('written');
});

route('big', (request, response) => {
    stream('sse', response).write(`data: ${'x'.repeat(Number(request.query.bytes))}\n\ndata: after\n\n`);
});

route('flood', (request, response) => { stalledAt = 0; flood(stream('sse', response), 'sse'); });
route('stalled', (request, response) => { response.send(String(stalledAt)); });
route('clients', (request, response) => {
    response.send(String(clients.sse.size + clients.ndjson.size + clients.seq.size));
});

route('gzip', compression({ threshold: 0 }), (request, response) => {
    response.type(types.sse).write('data: packed\n\n');
    response.flush();
});

// Fails some times, and is a stream then.
route('failing', (request, response) => {
    if (failures++ < Number(request.query.times))
        return response.status(Number(request.query.status)).set('Retry-After', request.query.after).send('no');
    failures = 0;
    stream('sse', response).write('data: at last\n\n');
});

route('status', (request, response) => {
    if (request.query.location)
        response.set('Location', request.query.location);
    response.status(Number(request.query.code)).type(request.query.type || 'text/plain').send(request.query.text || '');
});

// A page whose items are put there one by one; Express gives it its ETag, and says 304 by itself.
route('put', (request, response) => { page.push({ n: Number(request.query.n) }); response.send('put'); });
route('page', (request, response) => {
    response.on('finish', () => { unchanged += response.statusCode === 304; });
    response.json({ items: page });
});
route('unchanged', (request, response) => { response.send(String(unchanged)); });

route('nothing', () => {});

app.listen(Number(process.argv[2]), process.argv[3] || '127.0.0.1');
