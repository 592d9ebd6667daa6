import assert from 'node:assert/strict';
import { type Socket } from 'node:net';
import { buildConnector, Client } from 'undici';
import { skipContinue } from '../../../../src/sending/endpoint/skip-continue.js';
import { type Receiver, startReceiver } from '../../../support/receiver.js';

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK';

describe('undici, as skipContinue knows it', () => {
  let receiver: Receiver;
  let client: Client | undefined;

  beforeEach(async () => {
    receiver = await startReceiver({ reply: CONTINUE + OK });
  });

  afterEach(async () => {
    await client?.destroy();
    await receiver.close();
  });

  async function ask(prepare: (socket: Socket) => void): Promise<string> {
    const open = buildConnector({});
    client = new Client(`http://127.0.0.1:${receiver.port}`, {
      connect: (target, callback) =>
        open(target, (error, socket) => {
          if (error) return callback(error, null);
          prepare(socket);
          callback(null, socket);
        }),
    });
    const { body } = await client.request({ path: '/', method: 'POST', body: 'a' });
    return body.text();
  }

  it('breaks off on 100 by itself; once it does not, skipContinue can go', async () => {
    await assert.rejects(
      ask(() => undefined),
      { code: 'UND_ERR_SOCKET', message: 'bad response' },
    );
  });

  it('writes and reads by the two methods of the socket that are replaced', async () => {
    let writes = 0;
    let reads = 0;
    const reply = await ask((socket) => {
      const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
      const read = socket.read.bind(socket) as () => unknown;
      socket.write = (...args: unknown[]) => ((writes += 1), write(...args));
      socket.read = () => ((reads += 1), read());
      skipContinue(socket);
    });
    assert.equal(reply, 'OK');
    assert.ok(writes > 0 && reads > 0);
  });
});
