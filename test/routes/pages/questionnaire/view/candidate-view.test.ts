import assert from 'node:assert/strict';
import { type Progress } from '../../../../../db/applications/questionnaire-progress.js';
import { type StoredApplication } from '../../../../../db/applications/applications.js';
import { openItems, candidateView, resumePage } from '../../../../../routes/pages/questionnaire/view/candidate-view.js';
import { SAMPLE_POSITION } from '../../../../support/sample-position.js';

const SHIFT = [{ name: 'shift', value: 'night' }];

function viewOf({ answers = [], fields = SHIFT }: Partial<Progress>) {
  const visit = {
    link: { appToken: 'A' },
    status: 'incomplete' as const,
    application: { fields: [] as StoredApplication['fields'] } as StoredApplication,
    content: SAMPLE_POSITION,
    version: 1,
    languageId: 'eng',
    identity: { name: 'Acme' },
  };
  return candidateView(visit, { answers, fields });
}

describe('the view of a questionnaire', () => {
  const cases: { name: string; kept: Partial<Progress>; page: number }[] = [
    { name: 'at the start while nothing is answered', kept: {}, page: 0 },
    { name: 'where a mandatory field is missing', kept: { fields: [], answers: [{ q: '1', a: 1 }] }, page: 0 },
    { name: 'on a page half answered', kept: { answers: [{ q: '1', a: 1 }] }, page: 1 },
    {
      name: 'on the next page after one that is whole',
      kept: {
        answers: [
          { q: '1', a: 1 },
          { q: '2', a: 1 },
        ],
      },
      page: 2,
    },
    { name: 'on a page that was passed over', kept: { answers: [{ q: '4', a: 'x' }] }, page: 1 },
    {
      name: 'at the end when only optional ones are open',
      kept: {
        answers: [
          { q: '1', a: 1 },
          { q: '2', a: 1 },
          { q: '4', a: 'x' },
        ],
      },
      page: 3,
    },
  ];
  for (const { name, kept, page } of cases) {
    it(`goes on ${name}`, () => assert.equal(resumePage(viewOf(kept)), page));
  }

  it('leaves out what the position no longer takes', () => {
    const answers = [
      { q: '1', a: 9 },
      { q: '2', a: 'x' },
      { q: '4', a: 5 },
      { q: '99', a: 1 },
    ];
    const view = viewOf({
      answers,
      fields: [
        { name: 'other', value: 'x' },
        { name: 'shift', value: 'a|b' },
      ],
    });
    assert.deepEqual(Object.fromEntries(view.values), { 'f.app_full_name': '', 'f.email': '', 'f.shift': '' });
    assert.deepEqual(
      openItems(view).map(({ id }) => id),
      ['f-3', 'q-1', 'q-2', 'q-4'],
    );
  });
});
