import { createServer } from 'node:http';

// The receiver. It answers 200 at once and remembers when the headers of each request came, by the last part of its
// path.
let arrivals: Record<string, number> = {};
let count = 0;
let duplicates = 0;

createServer((req, res) => {
  const at = performance.timeOrigin + performance.now();
  if (req.url === '/count') return void res.end(String(count));
  if (req.url === '/arrivals') {
    res.end(JSON.stringify({ arrivals, duplicates }));
    [arrivals, count, duplicates] = [{}, 0, 0];
    return;
  }
  const key = req.url!.slice(req.url!.lastIndexOf('/') + 1);
  if (key in arrivals) duplicates += 1;
  else {
    arrivals[key] = at;
    count += 1;
  }
  req.resume();
  res.writeHead(200, { 'Content-Length': 2 });
  res.end('ok');
}).listen(Number(process.env['PORT']), '127.0.0.1');
