import assert from 'node:assert/strict';
import { fra } from '../../../engine/languages/fra.js';
import { wronglySpaced } from '../../support/french-spacing.js';

type Word = string | ((...facts: unknown[]) => string | string[]);

const FACTS = [
  ['12', true],
  ['12', false],
];

// A text message has only letters of GSM 7-bit, and the no-break space is none of them.
const WITHOUT_NO_BREAK = ['invitation.shortText', 'reminder.shortText'];

describe('the French words', () => {
  const { reminder, ...ofInvitation } = fra.invitation;
  const all = { ...fra, invitation: ofInvitation, reminder } as unknown as Record<string, Record<string, Word>>;
  const { pages, report, invitation } = all;
  const said = Object.entries({ pages, report, invitation, reminder: all.reminder }).flatMap(([part, words]) =>
    Object.entries(words!).flatMap(([key, word]) =>
      FACTS.map((facts): [string, string] => [
        `${part}.${key}`,
        typeof word === 'string' ? word : [word(...facts)].flat().join('\n'),
      ]),
    ),
  );

  it('have a no-break space before : ; ? ! and inside of « »', () => {
    assert.ok(said.length > 150);
    const wrong = said
      .filter(([name]) => !WITHOUT_NO_BREAK.includes(name))
      .filter(([, text]) => wronglySpaced(text).length > 0);
    assert.deepEqual(wrong, []);
  });

  it('keep the space before a colon in a text message, which has no other space', () => {
    assert.match(invitation!.shortText instanceof Function ? String(invitation!.shortText('Acme')) : '', / : $/);
  });
});

describe('wronglySpaced', () => {
  const cases: [text: string, isWrong: boolean][] = [
    ['Page 1\u00a0: Début', false],
    ['https://example.com, 12:30', false],
    ['«\u00a0oui\u00a0»', false],
    ['Page 1 : Début', true],
    ['Page 1: Début', true],
    ['Quoi?', true],
    ['« oui »', true],
    ['«oui\u00a0»', true],
  ];
  for (const [text, isWrong] of cases) {
    it(`finds ${isWrong ? 'the fault' : 'nothing'} in ${JSON.stringify(text)}`, () => {
      assert.equal(wronglySpaced(text).length > 0, isWrong);
    });
  }
});
