import assert from 'node:assert/strict';
import { createLog } from '../../src/log.js';

describe('createLog', () => {
  function lineOf(fields: object, level = 'info'): Record<string, unknown> {
    let text = '';
    createLog(level, { write: (line: string) => void (text += line) }).info(fields, 'said');
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  it('writes one JSON object a line, with the time in words', () => {
    const { time, ...line } = lineOf({ a: 1 });
    assert.deepEqual(line, { level: 30, a: 1, msg: 'said' });
    assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('masks what is secret by its name, on top and two levels down', () => {
    for (const name of ['authorization', 'password', 'passwordHash', 'auth', 'not_headers', 'fields', 'answers']) {
      const line = lineOf({ [name]: 's3cret', req: { [name]: 's3cret', headers: { [name]: 's3cret' } } });
      assert.doesNotMatch(JSON.stringify(line), /s3cret/, name);
      assert.equal(line[name], '***');
    }
  });

  it('writes nothing below its level', () => assert.deepEqual(lineOf({}, 'warn'), {}));
});
