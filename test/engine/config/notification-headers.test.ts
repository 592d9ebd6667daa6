import assert from 'node:assert/strict';
import { parseNotificationHeaders } from '../../../engine/config/notification-headers.js';

describe('parseNotificationHeaders', () => {
  it('reads names and values in turn, repeated names and empty values too', () => {
    assert.deepEqual(parseNotificationHeaders('X-A;1,5;x-a;', ';'), { headers: [['X-A', '1,5'], ['x-a', '']] }); // prettier-ignore
  });

  it('reads the empty text as no headers', () => assert.deepEqual(parseNotificationHeaders('', ','), { headers: [] }));

  const refused: { text: string; says: RegExp }[] = [
    { text: 'X-A', says: /even number/ },
    { text: 'X-A,1,', says: /even number/ },
    { text: 'X-A,1, X-B,2', says: /header name in part 3/ },
    { text: 'X:A,1', says: /header name in part 1/ },
    { text: 'Ä,1', says: /header name in part 1/ },
    { text: 'HOST,x', says: /must not set HOST/ },
    { text: 'X-A,1,connection,close', says: /must not set connection \(part 3\)/ },
    { text: 'Keep-Alive,timeout=9', says: /must not set Keep-Alive/ },
    { text: 'upgrade,h2c', says: /must not set upgrade/ },
    { text: 'Expect,100-continue', says: /must not set Expect/ },
    { text: 'X-A,secret\r\nX-B: 1', says: /control characters \(part 2\)/ },
  ];
  for (const { text, says } of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const read = parseNotificationHeaders(text, ',');
      assert.ok('fault' in read);
      assert.match(read.fault, says);
      assert.doesNotMatch(read.fault, /secret/);
    });
  }
});
