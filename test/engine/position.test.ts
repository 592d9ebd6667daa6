import assert from 'node:assert/strict';
import { checkPositionFile, missingPartnerFields, type CustomField } from '../../engine/position.js';

const SMALLEST = { aname: 'Sales', languages: ['eng'] };

describe('checkPositionFile', () => {
  it('fills in what a small file leaves out', () => {
    assert.deepEqual(checkPositionFile({ ...SMALLEST, custom_fields: [{ aname: 'badge' }] }), {
      position: {
        aname: 'Sales',
        reportName: 'Sales',
        languages: ['eng'],
        customFields: [{ aname: 'badge', caption: {}, mandatory: false, partner: false, applicant: false }],
      },
    });
    assert.deepEqual(checkPositionFile(SMALLEST), {
      position: { aname: 'Sales', reportName: 'Sales', languages: ['eng'], customFields: [] },
    });
  });

  it('reads a whole file', () => {
    const field = { aname: 'email', caption: { eng: 'E-mail', sp2: 'Correo' }, mandatory: true, partner: true };
    const file = { position_id: '9223372036854775807', ...SMALLEST, report_name: 'Sales | report' };
    assert.deepEqual(checkPositionFile({ ...file, custom_fields: [{ ...field, applicant: false }] }), {
      position: {
        positionId: '9223372036854775807',
        aname: 'Sales',
        reportName: 'Sales | report',
        languages: ['eng'],
        customFields: [{ ...field, applicant: false }],
      },
    });
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
    { name: 'an empty name', file: { ...SMALLEST, aname: '' }, pointers: ['/aname'] },
    { name: 'a name of 191 characters', file: { ...SMALLEST, aname: 'x'.repeat(191) }, pointers: ['/aname'] },
    { name: 'a report name that is no string', file: { ...SMALLEST, report_name: 5 }, pointers: ['/report_name'] },
    { name: 'no language', file: { aname: 'x', languages: [] }, pointers: ['/languages'] },
    { name: 'languages twice or malformed', file: { aname: 'x', languages: ['eng', 'EN', 'eng', 1] }, pointers: ['/languages/1', '/languages/2', '/languages/3'] }, // prettier-ignore
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
});

describe('missingPartnerFields', () => {
  const field = (aname: string, mandatory: boolean, partner: boolean): CustomField => ({
    aname,
    caption: {},
    mandatory,
    partner,
    applicant: true,
  });
  const position = {
    customFields: [field('b', true, true), field('a', true, true), field('c', true, false), field('d', false, true)],
  };

  it('names what is mandatory for the partner and absent or empty', () => {
    assert.deepEqual(missingPartnerFields(position, []), ['b', 'a']);
    assert.deepEqual(missingPartnerFields(position, [{ name: 'b', value: '' }, { name: 'a', value: '0' }]), ['b']); // prettier-ignore
  });

  it('names nothing when all are given', () => {
    assert.deepEqual(missingPartnerFields(position, [{ name: 'a', value: 'x' }, { name: 'b', value: 'y' }]), []); // prettier-ignore
  });
});
