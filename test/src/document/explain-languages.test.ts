import assert from 'node:assert/strict';
import { positionFileCheck } from '../../../src/document/position-file-check.js';
import { explainLanguageId } from '../../../src/document/explain-languages.js';

const checkPositionFile = positionFileCheck();

function faultsOf(file: object): string[] {
  const checked = checkPositionFile(file);
  return 'faults' in checked ? checked.faults.map(({ pointer, detail }) => `${pointer} ${detail}`) : [];
}

describe('explainLanguages', () => {
  const fields = [{ aname: 'badge', caption: { en: 'Badge' } }];
  for (const { name, languages, faults } of [
    { name: 'one of them', languages: ['en'], faults: ['/languages/0 must be three of a-z and 0-9: write eng for en'] },
    { name: 'a text in place of the list', languages: 'en', faults: ['/languages must be a list of 1 to 100 language ids: write eng for en'] }, // prettier-ignore
  ]) {
    it(`says which language ${name} means, and nothing of the texts in it`, () =>
      assert.deepEqual(faultsOf({ aname: 'Sales', languages, custom_fields: fields }), faults));
  }

  it('says which language the key of a text means', () =>
    assert.deepEqual(faultsOf({ aname: 'Sales', languages: ['eng'], custom_fields: fields }), [
      '/custom_fields/0/caption/en is not a known name here: write eng for en',
    ]));

  it('says of a misspelt key and the missing one that it stands for one thing', () =>
    assert.deepEqual(faultsOf({ aname: 'Sales', langauges: ['eng'] }), [
      '/langauges is not a known name here: write languages',
    ]));
});

describe('explainLanguageId', () => {
  const fault = { pointer: '/language_id', detail: 'language_id must be three letters' };
  const explained = (language_id: unknown) => explainLanguageId([fault], { language_id }).map(({ detail }) => detail);

  it('says which language a request means', () => {
    assert.deepEqual(explained('en'), [`${fault.detail}: write eng for en`]);
    assert.deepEqual(explained('pt_BR'), [`${fault.detail}: write ptb for pt_BR`]);
  });

  it('leaves alone what is no language', () => {
    for (const other of ['xx-yy', '', 5, null, undefined]) assert.deepEqual(explained(other), [fault.detail]);
  });

  it('does not repeat a long text', () =>
    assert.deepEqual(explained(`en-${'x'.repeat(100)}`), [`${fault.detail}: write eng`]));
});
