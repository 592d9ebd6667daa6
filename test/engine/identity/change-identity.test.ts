import assert from 'node:assert/strict';
import fc from 'fast-check';
import { brandColours, checkBrandColour } from '../../../engine/identity/brand-colour.js';
import { changeIdentity, type IdentityInput } from '../../../engine/identity/change-identity.js';
import { fillPlaceholders } from '../../../engine/identity/own-texts.js';

const changed = (input: IdentityInput, before = {}) => {
  const result = changeIdentity(before, input);
  assert.ok('identity' in result, JSON.stringify(result));
  return result.identity;
};

describe('the identity of an account', () => {
  it('keeps what is not given, text by text, and forgets what is given as empty', () => {
    const before = changed({
      name: ' Acme Careers ',
      colour: '#0B5CAD',
      words: {
        eng: { invitation: { subject: 'Hello', text: 'One\r\n\r\nTwo' }, thank_you: { title: 'Thanks' } },
        fra: { thank_you: { title: 'Merci' } },
      },
    });
    assert.deepEqual(
      [before.name, before.colour, before.words!.eng!.invitation!.text],
      ['Acme Careers', '#0b5cad', 'One\n\nTwo'],
    );
    const after = changed(
      { colour: '', words: { eng: { invitation: { text: 'New' } }, fra: { thank_you: { title: '' } } } },
      before,
    );
    assert.deepEqual(after, {
      name: 'Acme Careers',
      words: { eng: { invitation: { subject: 'Hello', text: 'New' }, thank_you: { title: 'Thanks' } } },
    });
  });

  const refused: { name: string; input: IdentityInput; pointer: string; says: RegExp }[] = [
    {
      name: 'a yellow',
      input: { colour: '#ffcc00' },
      pointer: '/colour',
      says: /1\.3:1 .* needs 4\.5:1; the nearest that passes is #[0-9a-f]{6}$/,
    },
    { name: 'a word for a colour', input: { colour: 'red' }, pointer: '/colour', says: /#rrggbb/ },
    { name: 'a style for a colour', input: { colour: '#0b5cad;}' }, pointer: '/colour', says: /#rrggbb/ },
    {
      name: 'a header in the reply address',
      input: { reply_to: 'a@example.com\nBcc: b@example.com' },
      pointer: '/reply_to',
      says: /one plain e-mail address/,
    },
    {
      name: 'two reply addresses',
      input: { reply_to: 'a@example.com, b@example.com' },
      pointer: '/reply_to',
      says: /one plain e-mail address/,
    },
    {
      name: 'a line break in the name',
      input: { name: 'Acme\nBcc: b@example.com' },
      pointer: '/name',
      says: /control characters/,
    },
    {
      name: 'a line break in a subject',
      input: { words: { eng: { invitation: { subject: 'a\nb' } } } },
      pointer: '/words/eng/invitation/subject',
      says: /control characters/,
    },
    {
      name: 'an unknown placeholder',
      input: { words: { eng: { invitation: { text: '{link}' } } } },
      pointer: '/words/eng/invitation/text',
      says: /\{link\}: valid are \{candidate\}/,
    },
    {
      name: 'an unknown placeholder of a reminder',
      input: { words: { eng: { reminder: { text: '{name}' } } } },
      pointer: '/words/eng/reminder/text',
      says: /\{name\}: valid are .*\{until\}/,
    },
    {
      name: 'a last day in a thank-you',
      input: { words: { eng: { thank_you: { text: '{until}' } } } },
      pointer: '/words/eng/thank_you/text',
      says: /\{until\}/,
    },
    {
      name: 'a single brace',
      input: { words: { eng: { thank_you: { text: 'a } b' } } } },
      pointer: '/words/eng/thank_you/text',
      says: /single brace/,
    },
    { name: 'a long contact', input: { contact: 'x'.repeat(501) }, pointer: '/contact', says: /at most 500/ },
  ];
  for (const { name, input, pointer, says } of refused) {
    it(`refuses ${name}`, () => {
      const result = changeIdentity({}, input);
      assert.ok('faults' in result);
      assert.deepEqual(
        result.faults.map((fault) => fault.pointer),
        [pointer],
      );
      assert.match(result.faults[0]!.detail, says);
    });
  }

  it('reports all faults together', () => {
    const result = changeIdentity({}, { colour: 'red', reply_to: 'nobody' });
    assert.ok('faults' in result && result.faults.length === 2);
  });

  it('names a colour that passes in the place of any that does not', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, (given) => {
        const fault = checkBrandColour(given);
        if (fault !== undefined) assert.equal(checkBrandColour(/#[0-9a-f]{6}$/.exec(fault)![0]), undefined);
        for (const one of Object.values(brandColours(given)).flatMap((colours) => Object.values(colours))) {
          assert.match(one, /^#[0-9a-f]{6}$/);
        }
      }),
    );
  });

  it('fills placeholders once, so that a name with braces stays a name', () => {
    const values = { candidate: '{account}', account: 'Acme', position: 'P' };
    assert.equal(fillPlaceholders('{candidate}, {account}: {position}', values), '{account}, Acme: P');
  });
});
