import assert from 'node:assert/strict';
import { NOTHING_TO_ANSWER } from '../../../engine/position/position.js';
import { positionFileCheck } from '../../../src/document/position-file-check.js';

const checkPositionFile = positionFileCheck();

const SMALLEST = { aname: 'Sales', languages: ['eng'] };

describe('positionFileCheck', () => {
  it('fills in what a small file leaves out', () => {
    const rest = { aname: 'Sales', reportName: 'Sales', languages: ['eng'], ...NOTHING_TO_ANSWER };
    assert.deepEqual(checkPositionFile({ ...SMALLEST, custom_fields: [{ aname: 'badge' }] }), {
      position: {
        ...rest,
        customFields: [{ aname: 'badge', caption: {}, mandatory: false, partner: false, applicant: false }],
      },
    });
    assert.deepEqual(checkPositionFile(SMALLEST), { position: { ...rest, customFields: [] } });
  });

  it('reads a whole file that asks nothing', () => {
    const field = { aname: 'email', caption: { eng: 'E-mail', sp2: 'Correo' }, mandatory: true, partner: true };
    const file = { position_id: '9223372036854775807', ...SMALLEST, report_name: 'Sales | report' };
    assert.deepEqual(checkPositionFile({ ...file, custom_fields: [{ ...field, applicant: false }] }), {
      position: {
        ...NOTHING_TO_ANSWER,
        positionId: '9223372036854775807',
        aname: 'Sales',
        reportName: 'Sales | report',
        languages: ['eng'],
        customFields: [{ ...field, applicant: false }],
      },
    });
  });

  it('takes an id that is a number, and a key that tells an editor where the schema is', () => {
    const checked = checkPositionFile({ ...SMALLEST, $schema: 'position.schema.json', position_id: 7 });
    assert.ok('position' in checked);
    assert.equal(checked.position.positionId, '7');
    assert.ok(!('$schema' in checked.position));
  });

  const withField = (field: unknown) => ({ ...SMALLEST, custom_fields: [{ aname: 'ok' }, field] });
  const refused: { name: string; file: unknown; pointers: string[] }[] = [
    { name: 'a list', file: [], pointers: [''] },
    { name: 'null', file: null, pointers: [''] },
    { name: 'a file without name and languages', file: {}, pointers: ['/aname', '/languages'] },
    { name: 'an unknown key', file: { ...SMALLEST, 'a/b': 1 }, pointers: ['/a~1b'] },
    { name: 'id 0', file: { ...SMALLEST, position_id: 0 }, pointers: ['/position_id'] },
    { name: 'an id that is none', file: { ...SMALLEST, position_id: '01' }, pointers: ['/position_id'] },
    { name: 'an id no database holds', file: { ...SMALLEST, position_id: '9223372036854775808' }, pointers: ['/position_id'] }, // prettier-ignore
    { name: 'an id that lost digits', file: { ...SMALLEST, position_id: 2 ** 60 }, pointers: ['/position_id'] },
    { name: 'an empty name', file: { ...SMALLEST, aname: '' }, pointers: ['/aname'] },
    { name: 'a name of 191 characters', file: { ...SMALLEST, aname: 'x'.repeat(191) }, pointers: ['/aname'] },
    { name: 'a name of two lines', file: { ...SMALLEST, aname: 'a\nb' }, pointers: ['/aname'] },
    { name: 'half a character', file: { ...SMALLEST, aname: '\ud800' }, pointers: ['/aname'] },
    { name: 'a report name that is no string', file: { ...SMALLEST, report_name: 5 }, pointers: ['/report_name'] },
    { name: 'no language', file: { aname: 'x', languages: [] }, pointers: ['/languages'] },
    { name: 'malformed languages', file: { aname: 'x', languages: ['eng', 'EN', 1] }, pointers: ['/languages/1', '/languages/2'] }, // prettier-ignore
    { name: 'a language twice', file: { aname: 'x', languages: ['eng', 'fra', 'eng'] }, pointers: ['/languages/2'] },
    { name: 'custom fields that are no list', file: { ...SMALLEST, custom_fields: {} }, pointers: ['/custom_fields'] },
    { name: 'a custom field that is no object', file: withField('x'), pointers: ['/custom_fields/1'] },
    { name: 'a custom field without name', file: withField({}), pointers: ['/custom_fields/1/aname'] },
    { name: 'a custom field with a pipe', file: withField({ aname: 'a|b' }), pointers: ['/custom_fields/1/aname'] },
    { name: 'a repeated custom field', file: withField({ aname: 'ok' }), pointers: ['/custom_fields/1/aname'] },
    { name: 'a reserved name', file: withField({ aname: 'app_email' }), pointers: ['/custom_fields/1/aname'] },
    { name: 'a flag that is no boolean', file: withField({ aname: 'a', partner: 1 }), pointers: ['/custom_fields/1/partner'] }, // prettier-ignore
    { name: 'an unknown key in a custom field', file: withField({ aname: 'a', x: 1 }), pointers: ['/custom_fields/1/x'] }, // prettier-ignore
    { name: 'a caption that is a text', file: withField({ aname: 'a', caption: 'A' }), pointers: ['/custom_fields/1/caption'] }, // prettier-ignore
    { name: 'a caption in no language', file: withField({ aname: 'a', caption: { english: 'A', eng: '' } }), pointers: ['/custom_fields/1/caption/english', '/custom_fields/1/caption/eng'] }, // prettier-ignore
    { name: 'several faults together', file: { aname: 1, languages: 1, custom_fields: 1, x: 1 }, pointers: ['/x', '/aname', '/languages', '/custom_fields'] }, // prettier-ignore
  ];
  for (const { name, file, pointers } of refused) {
    it(`refuses ${name}`, () => {
      const result = checkPositionFile(file);
      assert.ok('faults' in result);
      assert.deepEqual(result.faults.map((fault) => fault.pointer), pointers); // prettier-ignore
    });
  }

  it('says what is valid, in words that leave the place to the pointer', () => {
    const result = checkPositionFile({ aname: '', languages: ['E'], name: 'x' });
    assert.ok('faults' in result);
    assert.deepEqual(result.faults, [
      { pointer: '/name', detail: 'is not a known name here' },
      { pointer: '/aname', detail: 'must be a text of 1 to 190 characters without control characters' },
      { pointer: '/languages/0', detail: 'must be three of a-z and 0-9' },
    ]);
  });

  const faultsOf = (file: object) => {
    const result = checkPositionFile(file);
    return 'faults' in result ? result.faults.map(({ pointer, detail }) => `${pointer} ${detail}`) : [];
  };

  it('says which language id is meant, and reports a wrong one once, however many texts are in it', () => {
    const three = 'must be three of a-z and 0-9';
    const questions = [{ q: 1, text: { en: 'One' }, choices: [] }];
    const texts = { introduction: { en: 'Hi' }, custom_fields: [{ aname: 'a', caption: { en: 'A' } }] };
    assert.deepEqual(faultsOf({ ...SMALLEST, ...texts, languages: ['en'], questionnaire: { questions } }), [
      '/introduction is not a known name here',
      `/languages/0 ${three}: write eng for en`,
      '/questionnaire/questions/0/choices must be a list of 2 to 100 choices',
    ]);
    assert.deepEqual(faultsOf({ ...SMALLEST, languages: ['de', 'en-GB', 'pt_BR', 'xx', 'ENG'] }), [
      `/languages/0 ${three}: write deu for de`,
      `/languages/1 ${three}: write eng for en-GB`,
      `/languages/2 ${three}: write ptb for pt_BR`,
      `/languages/3 ${three}`,
      `/languages/4 ${three}: write eng for ENG`,
    ]);
    const fields = [{ aname: 'a', caption: { fr: 'A' } }];
    assert.deepEqual(faultsOf({ ...SMALLEST, custom_fields: fields }), [
      '/custom_fields/0/caption/fr is not a known name here: write fra for fr',
    ]);
  });

  it('reports a text under a wrong language once, not also as missing', () => {
    const choices = [1, 2].map((a) => ({ a, text: { eng: String(a) } }));
    const questionsOf = (...texts: object[]) => texts.map((text, index) => ({ q: index, text, choices }));
    const file = (...texts: object[]) => ({
      aname: 'Sales',
      languages: ['eng'],
      questionnaire: { questions: questionsOf(...texts) },
    });
    assert.deepEqual(faultsOf(file({ fra: 'Un' }, {}, { eng: 'Three' })), [
      '/questionnaire/questions/0/text/fra is none of the languages of the position',
      '/questionnaire/questions/1/text must have a text in eng',
    ]);
  });
});
