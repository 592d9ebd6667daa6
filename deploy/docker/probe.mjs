// Asks the gateway in this container for a path of its health, from its own address: only from there is plain HTTP
// answered without the proxy. Exit code 0: it answered 200.
import http from 'node:http';
import https from 'node:https';

const { PORT = '8080', TLS_CERT } = process.env;
const options = { host: '127.0.0.1', port: PORT, path: process.argv[2] ?? '/livez', rejectUnauthorized: false };
// Shorter than the limit of the probe, so that the reason can be said.
const end = (words) => {
  if (words !== undefined) console.error(words);
  process.exit(words === undefined ? 0 : 1);
};
setTimeout(() => end('no answer within 4 s'), 4000);
(TLS_CERT ? https : http)
  .get(options, ({ statusCode }) => end(statusCode === 200 ? undefined : `status ${statusCode}`))
  .on('error', ({ message }) => end(message));
