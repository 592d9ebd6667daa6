import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Sink {
  port: number;
  /** Bytes it could hand to the system so far, over all connections. */
  sent(): number;
  /** Resolves when every connection made so far has ended. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** A server that does with each connection whatever it is told, without any rule of HTTP. */
export async function startSink(behave: (socket: Socket) => void): Promise<Sink> {
  const open = new Set<Socket>();
  let ended = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      ended += socket.bytesWritten;
      open.delete(socket);
    });
    behave(socket);
    // Else the end of the connection would not be seen either.
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sent: () => [...open].reduce((sum, socket) => sum + socket.bytesWritten, ended),
    idle: async () =>
      void (await Promise.all([...open].map((socket) => new Promise((resolve) => socket.once('close', resolve))))),
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port where connecting neither succeeds nor fails: its process is stopped and its queue of connections full. */
export async function startBlackHole(): Promise<{ port: number; close(): Promise<void> }> {
  const script = `const s = require('net').createServer(); s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await Promise.all(fillers.slice(0, 2).map((socket) => once(socket, 'connect')));
  return {
    port,
    close: async () => {
      for (const socket of fillers) socket.destroy();
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
