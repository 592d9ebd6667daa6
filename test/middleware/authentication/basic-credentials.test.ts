import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBasicCredentials } from '../../../middleware/authentication/basic-credentials.js';

const header = (text: string | Buffer): string => `Basic ${Buffer.from(text).toString('base64')}`;
const printable = fc.string({ unit: 'binary' }).filter((text) => !/\p{Cc}/u.test(text));

describe('parseBasicCredentials', () => {
  for (const { name, sent, userName, password } of [
    { name: 'a password with colons', sent: header('ada:a:b::c:'), userName: 'ada', password: 'a:b::c:' },
    { name: 'an empty password', sent: header('ada:'), userName: 'ada', password: '' },
    { name: 'the scheme in any case', sent: header('ada:x').replace('Basic', 'bAsIC'), userName: 'ada', password: 'x' },
    { name: 'UTF-8', sent: header('ådä:пароль€'), userName: 'ådä', password: 'пароль€' },
    { name: 'spaces within', sent: header('a b: c '), userName: 'a b', password: ' c ' },
    {
      name: 'a header of 8190 bytes',
      sent: header(`ada:${'x'.repeat(6134)}`),
      userName: 'ada',
      password: 'x'.repeat(6134),
    },
  ]) {
    it(`reads ${name}`, () => assert.deepEqual(parseBasicCredentials(sent), { userName, password }));
  }

  for (const { name, sent } of [
    { name: 'no header', sent: undefined },
    { name: 'an empty header', sent: '' },
    { name: 'the scheme alone', sent: 'Basic' },
    { name: 'an empty token', sent: 'Basic ' },
    { name: 'another scheme that contains Basic', sent: header('ada:x').replace('Basic', 'NotBasicAtAll') },
    { name: 'a scheme that begins with Basic', sent: header('ada:x').replace('Basic', 'BasicX') },
    { name: 'another scheme', sent: 'Bearer YWRhOng=' },
    { name: 'two spaces', sent: header('ada:x').replace(' ', '  ') },
    { name: 'a tab', sent: header('ada:x').replace(' ', '\t') },
    { name: 'a leading space', sent: ` ${header('ada:x')}` },
    { name: 'a trailing space', sent: `${header('ada:x')} ` },
    { name: 'a trailing line feed', sent: `${header('ada:x')}\n` },
    { name: 'a second token', sent: `${header('ada:x')} YQ==` },
    { name: 'a character outside base64', sent: 'Basic YWRhOng*' },
    { name: 'the URL-safe alphabet', sent: header(Buffer.from('a:\u00ff\u00fe?~~~')).replace(/[+/]/, '_') },
    { name: 'missing padding', sent: 'Basic YWRhOg' },
    { name: 'too much padding', sent: 'Basic YWRhOng===' },
    { name: 'padding where none is due', sent: `${header('ada:xy')}=` },
    { name: 'bits left over', sent: 'Basic YWRhOh==' },
    { name: 'invalid UTF-8', sent: header(Buffer.from([0x61, 0x3a, 0xff])) },
    { name: 'overlong UTF-8', sent: header(Buffer.from([0x61, 0x3a, 0xc0, 0x80])) },
    { name: 'a UTF-8 surrogate', sent: header(Buffer.from([0x61, 0x3a, 0xed, 0xa0, 0x80])) },
    { name: 'no colon', sent: header('ada') },
    { name: 'an empty user name', sent: header(':x') },
    { name: 'NUL', sent: header('ada:x\0y') },
    { name: 'a line feed in the name', sent: header('a\nb:x') },
    { name: 'DEL', sent: header('ada:\x7f') },
    { name: 'a C1 control character', sent: header('ada:\u0085') },
    { name: 'more than 8 KiB', sent: header(`ada:${'x'.repeat(6138)}`) },
  ]) {
    it(`refuses ${name}`, () => assert.equal(parseBasicCredentials(sent), undefined));
  }

  it('reads back every valid pair', () => {
    const names = printable.filter((text) => text !== '' && !text.includes(':'));
    fc.assert(
      fc.property(names, printable, (userName, password) => {
        assert.deepEqual(parseBasicCredentials(header(`${userName}:${password}`)), { userName, password });
      }),
    );
  });

  it('never throws, and takes nothing it would write differently', () => {
    const tokens = fc.string({ unit: fc.constantFrom(...'ABab09+/=-_ :') });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          tokens.map((token) => `Basic ${token}`),
        ),
        (sent) => {
          const read = parseBasicCredentials(sent);
          if (read) assert.equal(header(`${read.userName}:${read.password}`), sent.replace(/^basic/i, 'Basic'));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
