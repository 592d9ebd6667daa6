import { createServer } from 'node:http';
import { peerInput } from '../support/peer-input.js';

// The upper limit: node:http and constant buffers.
const { pages, port } = peerInput();
const buffers = new Map([...pages].map(([limit, page]) => [limit, Buffer.from(page)]));

createServer((req, res) => {
  const body = buffers.get(req.url!.slice(req.url!.indexOf('limit=') + 'limit='.length))!;
  res.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length });
  res.end(body);
}).listen(port, '127.0.0.1');
