import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkPosition } from '../../../engine/position/check-position.js';
import { NOTHING_TO_ANSWER } from '../../../engine/position/position.js';
import { readPositionDocument } from '../../../engine/position/read-position-document.js';
import { writePositionDocument } from '../../../engine/position/write-position-document.js';
import { arbitraryPosition } from '../../support/arbitrary-position.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';

describe('writePositionDocument', () => {
  it('writes what reads as the same position again, and passes the check', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryPosition, fc.constant(SAMPLE_POSITION)), (position) => {
        const document = writePositionDocument(position);
        assert.deepEqual(checkPosition(document), []);
        assert.deepEqual(readPositionDocument(document), position);
      }),
    );
  });

  it('leaves out what has its default value', () => {
    const listed = { aname: 'Sales', reportName: 'Sales', languages: ['eng'], customFields: [] };
    assert.deepEqual(writePositionDocument({ positionId: '5', ...NOTHING_TO_ANSWER, ...listed }), {
      position_id: '5',
      aname: 'Sales',
      report_name: 'Sales',
      languages: ['eng'],
    });
    const { custom_fields: fields, questionnaire, traits } = writePositionDocument(SAMPLE_POSITION);
    assert.deepEqual(Object.keys(fields![0]!), ['aname', 'caption', 'partner']);
    assert.deepEqual(Object.keys(questionnaire!.questions[0]!), ['q', 'caption', 'text', 'scale']);
    assert.deepEqual(traits![0]!.items, [{ q: '1' }, { q: '2', reverse: true }]);
  });

  it('names a list of choices that several questions have, and no other', () => {
    const { questions } = SAMPLE_POSITION.questionnaire;
    const own = { ...questions[0]!, choices: questions[0]!.choices.slice(0, 2) };
    const questionnaire = { ...SAMPLE_POSITION.questionnaire, questions: [own, ...questions.slice(1)] };
    const written = writePositionDocument({ ...SAMPLE_POSITION, questionnaire }).questionnaire!;
    assert.deepEqual(Object.keys(written.scales!), ['scale_1']);
    assert.deepEqual(
      written.questions.map((question) => question.scale ?? question.choices?.length),
      [2, 'scale_1', 'scale_1', undefined],
    );
  });
});
