import assert from 'node:assert/strict';
import { candidateEmail } from '../../../engine/application/candidate-email.js';

describe('candidateEmail', () => {
  const field = (value: string) => [
    { name: 'app_full_name', value: 'Ada' },
    { name: 'email', value },
  ];

  const cases: [name: string, fields: { name: string; value: string }[], appEmail: string | undefined, string?][] = [
    ['the field', field('ada@example.com'), undefined, 'ada@example.com'],
    ['the field before the invitation', field('ada@example.com'), 'bob@example.com', 'ada@example.com'],
    ['the invitation without a field', [], 'bob@example.com', 'bob@example.com'],
    ['the invitation beside an empty field', field(' \t'), 'bob@example.com', 'bob@example.com'],
    ['small letters without blanks', field(' Ada@EXAMPLE.com\n'), undefined, 'ada@example.com'],
    ['the first 254 characters', field('x'.repeat(300)), undefined, 'x'.repeat(254)],
    ['the domain in ASCII', field('Ada@BÜCHER.example'), undefined, 'ada@xn--bcher-kva.example'],
    ['one form of an accent', field('zoe\u0308@example.com'), undefined, 'zo\u00eb@example.com'],
    ['an address without what cannot be seen', [], '\u200bbob@example.com\u00a0', 'bob@example.com'],
    ['a text that is no address', field('Ada at Bücher'), undefined, 'ada at bücher'],
    ['nothing without either', [], undefined],
    ['nothing of an empty field', field(''), ' '],
  ];
  for (const [name, fields, appEmail, expected] of cases) {
    it(`is ${name}`, () => assert.equal(candidateEmail(fields, appEmail), expected));
  }
});
