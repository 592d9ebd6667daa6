import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Sink {
  port: number;
  /** The number of bytes that it could hand to the system so far, over all connections. */
  sent(): number;
  /** Resolves when every connection so far has ended. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server that does with each connection whatever it is told. It follows no rule of HTTP. */
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
    // Without this the server would not notice the end of the connection.
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

/**
 * Makes a port where connecting neither succeeds nor fails. Its process is stopped, and its queue of connections is
 * full.
 */
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
