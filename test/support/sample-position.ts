import { type PositionContent, type Question } from '../../engine/position/position.js';

const choices = [1, 2, 3, 4, 5].map((a) => ({
  a,
  value: a,
  text: { eng: `choice ${a}`, ara: `\u062e\u064a\u0627\u0631 ${a}` },
}));

const choice = (q: string, more: Partial<Question> = {}): Question => ({
  q,
  caption: { eng: `caption ${q}`, ara: `\u0639\u0646\u0648\u0627\u0646 ${q}` },
  text: { eng: `Question ${q}?`, ara: `\u0627\u0644\u0633\u0624\u0627\u0644 ${q}\u061f` },
  type: 'choice',
  optional: false,
  choices,
  maxLength: 0,
  ...more,
});

const texts = (eng: string) => ({ eng, ara: `(ara) ${eng}` });

/**
 * A small position with every part: four questions (one optional, one with free text), traits, a super trait and each
 * reducer.
 */
export const SAMPLE_POSITION: PositionContent = {
  aname: 'Sample',
  reportName: 'Sample Report',
  languages: ['eng', 'ara'],
  customFields: [
    { aname: 'requisition', caption: texts('Requisition'), mandatory: false, partner: true, applicant: false },
    { aname: 'shift', caption: texts('Shift'), mandatory: true, partner: false, applicant: true },
  ],
  questionnaire: {
    introduction: texts('Please answer all questions.'),
    questionsPerPage: 2,
    questions: [
      choice('1'),
      choice('2'),
      choice('3', { optional: true }),
      choice('4', { type: 'text', choices: [], maxLength: 200 }),
    ],
  },
  traits: [
    {
      name: 'patience',
      caption: texts('Patience'),
      items: [
        { q: '1', weight: 1, reverse: false },
        { q: '2', weight: 1, reverse: true },
      ],
      scale: { low: 0, high: 100 },
      texts: [{ below: 50, text: texts('Tends to hurry.') }, { text: texts('Takes the time that is needed.') }],
    },
    { name: 'drive', caption: texts('Drive'), items: [{ q: '3', weight: 2, reverse: false }], texts: [] },
  ],
  superTraits: [
    {
      name: 'balance',
      caption: texts('Balance'),
      traits: [
        { trait: 'patience', weight: 0.1 },
        { trait: 'drive', weight: -1 },
      ],
    },
  ],
  reducers: [
    {
      name: 'overall',
      caption: texts('Overall'),
      type: 'sum',
      of: [{ kind: 'trait', name: 'patience', weight: 1 }],
      bands: [
        { below: 40, final: 1, caption: texts('Redirect') },
        { below: 60, final: 2, caption: texts('Proceed with caution') },
        { final: 3, caption: texts('Proceed') },
      ],
    },
    {
      name: 'weakest',
      caption: texts('Weakest'),
      type: 'minimum',
      of: [
        { kind: 'trait', name: 'drive' },
        { kind: 'super_trait', name: 'balance' },
      ],
      bands: [
        { below: 0, final: 1, caption: texts('Redirect') },
        { final: 3, caption: texts('Proceed') },
      ],
    },
    {
      name: 'stoplight',
      caption: texts('Stoplight'),
      type: 'stoplight',
      of: ['overall', 'weakest'],
      lights: { red: texts('Red'), yellow: texts('Yellow'), green: texts('Green') },
    },
  ],
  reportIntroduction: texts('How this candidate answered.'),
};

/** Answers to all questions of the position. */
export const SAMPLE_ANSWERS = [
  { q: '1', a: 5 },
  { q: '2', a: 1 },
  { q: '3', a: 4 },
  { q: '4', a: 'Because.' },
];

/** The fields that the position requires from the candidate. */
export const SAMPLE_FIELDS = [{ n: 'shift', v: 'night' }];
