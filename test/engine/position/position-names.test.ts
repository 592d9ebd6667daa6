import assert from 'node:assert/strict';
import { positionName, reportName } from '../../../engine/position/position-names.js';

const NAMED = { aname: 'Night Watch', reportName: 'Night Watch', languages: ['eng', 'spa'] };
const caption = { eng: 'Night watch', spa: 'Guardia nocturna' };
const reportCaption = { eng: 'Report', spa: 'Informe' };

describe('the name of a position', () => {
  it('is its caption in the language', () => {
    assert.deepEqual(positionName({ ...NAMED, caption }, 'spa'), { text: 'Guardia nocturna', languageId: 'spa' });
  });
  it('is its name, in the first language, where there is no caption', () => {
    assert.deepEqual(positionName(NAMED, 'spa'), { text: 'Night Watch', languageId: 'eng' });
  });
});

describe('the name of a report', () => {
  const cases = [
    { name: 'is its caption', position: { ...NAMED, caption, reportCaption }, said: 'Informe', languageId: 'spa' },
    { name: 'is its own name', position: { ...NAMED, reportName: 'Watch Report', caption }, said: 'Watch Report' },
    {
      name: 'is the caption of the position',
      position: { ...NAMED, caption },
      said: 'Guardia nocturna',
      languageId: 'spa',
    },
    { name: 'is the name of the position', position: NAMED, said: 'Night Watch' },
  ];
  for (const { name, position, said, languageId = 'eng' } of cases) {
    it(`${name}, marked with its language`, () => {
      assert.deepEqual(reportName(position, 'spa'), { text: said, languageId });
    });
  }
});
