import assert from 'node:assert/strict';
import { missingApplicantFields, missingPartnerFields, type CustomField } from '../../../engine/position/position.js';

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

  it('names what is mandatory for the partner and absent or blank', () => {
    assert.deepEqual(missingPartnerFields(position, []), ['b', 'a']);
    assert.deepEqual(missingPartnerFields(position, [{ name: 'b', value: ' \n' }, { name: 'a', value: '0' }]), ['b']); // prettier-ignore
  });

  it('names nothing when all are given', () => {
    assert.deepEqual(missingPartnerFields(position, [{ name: 'a', value: 'x' }, { name: 'b', value: 'y' }]), []); // prettier-ignore
  });
});

describe('missingApplicantFields', () => {
  it('names what is mandatory for the candidate and absent or empty', () => {
    const field = (aname: string, mandatory: boolean, applicant: boolean): CustomField => ({
      aname,
      caption: {},
      mandatory,
      partner: true,
      applicant,
    });
    const position = { customFields: [field('b', true, true), field('a', true, true), field('c', true, false)] };
    assert.deepEqual(missingApplicantFields(position, [{ name: 'b', value: '' }]), ['b', 'a']);
    assert.deepEqual(missingApplicantFields(position, [{ name: 'a', value: '0' }, { name: 'b', value: 'x' }]), []); // prettier-ignore
  });
});
