import assert from 'node:assert/strict';
import { checkPosition } from '../../../engine/position/check-position.js';
import { type PositionDocument } from '../../../engine/position/position-document.js';
import { writePositionDocument } from '../../../engine/position/write-position-document.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';

/** Returns the sample position after a change. */
function changed(change: (document: Required<PositionDocument>) => void): PositionDocument {
  const document = structuredClone(writePositionDocument(SAMPLE_POSITION)) as Required<PositionDocument>;
  change(document);
  return document;
}

const texts = { eng: 'x', ara: 'y' };

describe('checkPosition', () => {
  it('finds nothing wrong with the sample', () => assert.deepEqual(checkPosition(changed(() => {})), []));

  it('gives up to 1000 faults, though one mistake may be one in each of many texts', () => {
    const languages = Array.from({ length: 100 }, (_, index) => `a${String(index).padStart(2, '0')}`);
    const texts = Object.fromEntries(languages.map((language) => [language, 'x']));
    const document = changed((position) => {
      const question = { ...position.questionnaire.questions[0]!, text: texts };
      position.questionnaire.questions = Array.from({ length: 20 }, (_, q) => ({ ...question, q }));
    });
    assert.equal(checkPosition(document).length, 1000);
  });

  it('tells a scale named after a text from a text', () => {
    const document = changed(({ questionnaire }) => {
      questionnaire.scales = { text: questionnaire.scales!.scale_1! };
      for (const question of questionnaire.questions) if (question.scale !== undefined) question.scale = 'text';
    });
    assert.deepEqual(checkPosition(document), []);
  });

  it('leaves the captions of custom fields free', () => {
    const document = changed(({ custom_fields: fields }) => (fields[0]!.caption = { sp2: 'x' }));
    assert.deepEqual(checkPosition(document), []);
  });

  const refused: { name: string; change: (document: Required<PositionDocument>) => unknown; at: string | string[] }[] =
    [
      { name: 'an id no database holds', change: (d) => (d.position_id = '9223372036854775808'), at: '/position_id' },
      { name: 'a language twice', change: (d) => d.languages.push('eng'), at: '/languages/2' },
      { name: 'a custom field twice', change: (d) => d.custom_fields.push({ aname: 'shift' }), at: '/custom_fields/2/aname' }, // prettier-ignore
      { name: 'a limit of another type', change: (d) => Object.assign(d.custom_fields[0]!, { type: 'date', decimals: 2 }), at: '/custom_fields/0/decimals' }, // prettier-ignore
      { name: 'a length of a number', change: (d) => Object.assign(d.custom_fields[0]!, { type: 'number', max_length: 2 }), at: '/custom_fields/0/max_length' }, // prettier-ignore
      { name: 'a number as the limit of a day', change: (d) => Object.assign(d.custom_fields[0]!, { type: 'date', min: 5 }), at: '/custom_fields/0/min' }, // prettier-ignore
      { name: 'a limit that is no day', change: (d) => Object.assign(d.custom_fields[0]!, { type: 'date', max: '2026-02-30' }), at: '/custom_fields/0/max' }, // prettier-ignore
      { name: 'a day as the limit of a number', change: (d) => Object.assign(d.custom_fields[0]!, { type: 'number', min: '2026-02-03' }), at: '/custom_fields/0/min' }, // prettier-ignore
      { name: 'limits the wrong way round', change: (d) => Object.assign(d.custom_fields[0]!, { type: 'number', min: 5, max: 4 }), at: '/custom_fields/0/max' }, // prettier-ignore
      { name: 'a choice field without choices', change: (d) => (d.custom_fields[0]!.type = 'choice'), at: '/custom_fields/0' }, // prettier-ignore
      { name: 'a choice of a field twice', change: (d) => Object.assign(d.custom_fields[0]!, { type: 'choice', choices: [{ value: 'a' }, { value: 'a' }] }), at: '/custom_fields/0/choices/1/value' }, // prettier-ignore
      { name: 'the name of a parameter', change: (d) => (d.custom_fields[0]!.aname = 'fields'), at: '/custom_fields/0/aname' }, // prettier-ignore

      { name: 'an introduction that lacks a language', change: (d) => (d.questionnaire.introduction = { eng: 'x' }), at: '/questionnaire/introduction' }, // prettier-ignore
      { name: 'a caption that lacks a language', change: (d) => (d.caption = { eng: 'x' }), at: '/caption' },
      { name: 'a caption of the report in another language', change: (d) => (d.report.caption = { ...texts, fra: 'z' }), at: '/report/caption/fra' }, // prettier-ignore
      { name: 'a text in no language', change: (d) => (d.questionnaire.questions[1]!.text = {}), at: '/questionnaire/questions/1/text' }, // prettier-ignore
      { name: 'a text in another language', change: (d) => (d.report.introduction = { ...texts, fra: 'z' }), at: '/report/introduction/fra' }, // prettier-ignore
      { name: 'a choice that lacks a language', change: (d) => (d.questionnaire.scales!.scale_1![2]!.text = { ara: 'x' }), at: '/questionnaire/scales/scale_1/2/text' }, // prettier-ignore
      { name: 'a light that lacks a language', change: (d) => Object.assign(d.reducers[2]!, { lights: { red: texts, yellow: texts, green: { eng: 'x' } } }), at: '/reducers/2/lights/green' }, // prettier-ignore
      { name: 'a report text that lacks a language', change: (d) => (d.traits[0]!.texts![1]!.text = { eng: 'x' }), at: '/traits/0/texts/1/text' }, // prettier-ignore
      { name: 'texts that all lack a new language', change: (d) => { d.languages.push('fra'); d.questionnaire.questions.splice(1); d.traits = []; d.super_traits = []; d.reducers = []; d.report = {}; }, at: ['/questionnaire/introduction', ...[0, 1, 2, 3, 4].map((n) => `/questionnaire/scales/scale_1/${n}/text`), '/questionnaire/questions/0/caption', '/questionnaire/questions/0/text'] }, // prettier-ignore

      { name: 'a question twice', change: (d) => (d.questionnaire.questions[2]!.q = 1), at: ['/questionnaire/questions/2/q', '/traits/1/items/0/q'] }, // prettier-ignore
      { name: 'a choice twice', change: (d) => (d.questionnaire.scales!.scale_1![1]!.a = 1), at: '/questionnaire/scales/scale_1/1/a' }, // prettier-ignore
      { name: 'a choice of one question twice', change: (d) => (d.questionnaire.questions[0] = { q: '1', text: texts, choices: [{ a: 1, text: texts }, { a: 1, text: texts }] }), at: '/questionnaire/questions/0/choices/1/a' }, // prettier-ignore
      { name: 'a scale that is not there', change: (d) => (d.questionnaire.questions[0]!.scale = 'toString'), at: '/questionnaire/questions/0/scale' }, // prettier-ignore
      { name: 'a choice question without choices', change: (d) => delete d.questionnaire.questions[0]!.scale, at: '/questionnaire/questions/0' }, // prettier-ignore
      { name: 'a choice question with both', change: (d) => (d.questionnaire.questions[0]!.choices = d.questionnaire.scales!.scale_1!), at: '/questionnaire/questions/0/choices' }, // prettier-ignore
      { name: 'a choice question with a length', change: (d) => (d.questionnaire.questions[0]!.max_length = 5), at: '/questionnaire/questions/0/max_length' }, // prettier-ignore
      { name: 'a text question with a scale', change: (d) => (d.questionnaire.questions[3]!.scale = 'scale_1'), at: '/questionnaire/questions/3/scale' }, // prettier-ignore

      { name: 'a trait twice', change: (d) => (d.traits[1]!.name = 'patience'), at: ['/traits/1/name', '/super_traits/0/traits/1/trait', '/reducers/1/of/0/trait'] }, // prettier-ignore
      { name: 'an item twice', change: (d) => d.traits[0]!.items.push({ q: 1 }), at: '/traits/0/items/2/q' },
      { name: 'an item that is no question', change: (d) => d.traits[0]!.items.push({ q: 9 }), at: '/traits/0/items/2/q' }, // prettier-ignore
      { name: 'an item of free text', change: (d) => d.traits[0]!.items.push({ q: '4' }), at: '/traits/0/items/2/q' },
      { name: 'a scale of one point', change: (d) => (d.traits[0]!.scale = { low: 5, high: 5 }), at: '/traits/0/scale/high' }, // prettier-ignore
      { name: 'a scale from high to low', change: (d) => (d.traits[0]!.scale = { low: 5, high: 1 }), at: '/traits/0/scale/high' }, // prettier-ignore
      { name: 'a scale for a sum that is always the same', change: (d) => d.questionnaire.scales!.scale_1!.forEach((choice) => (choice.value = 7)), at: '/traits/0/scale' }, // prettier-ignore
      { name: 'a scale for sums whose differences get lost in their size', change: (d) => { d.questionnaire.questions[0] = { q: 1, text: texts, choices: [{ a: 1, value: 1e6, text: texts }, { a: 2, value: 1e6, text: texts }] }; d.traits[0]!.items = [{ q: 1, weight: 1000 }, { q: 2, weight: 1e-8 }]; }, at: '/traits/0/scale' }, // prettier-ignore
      { name: 'a scale so long that its decimals get lost', change: (d) => { d.questionnaire.scales!.scale_1!.forEach((choice, i) => (choice.value = 1e6 + i * 1e-4)); d.traits[0]!.scale = { low: 0, high: 1e6 }; }, at: '/traits/0/scale' }, // prettier-ignore
      { name: 'bands that do not rise', change: (d) => (d.traits[0]!.texts = [{ below: 5, text: texts }, { below: 5, text: texts }, { text: texts }]), at: '/traits/0/texts/1/below' }, // prettier-ignore

      { name: 'a super trait twice', change: (d) => d.super_traits.push(d.super_traits[0]!), at: '/super_traits/1/name' }, // prettier-ignore
      { name: 'a trait twice in a super trait', change: (d) => d.super_traits[0]!.traits.push({ trait: 'drive' }), at: '/super_traits/0/traits/2/trait' }, // prettier-ignore
      { name: 'a super trait of none', change: (d) => (d.super_traits[0]!.traits[0]!.trait = 'balance'), at: '/super_traits/0/traits/0/trait' }, // prettier-ignore

      { name: 'a reducer twice', change: (d) => (d.reducers[1]!.name = 'overall'), at: ['/reducers/1/name', '/reducers/2/of/1'] }, // prettier-ignore
      { name: 'a main reducer that is not there', change: (d) => (d.main_reducer = 'patience'), at: '/main_reducer' },
      { name: 'a score that is not there', change: (d) => (d.reducers[0]!.of = [{ trait: 'balance' }, { super_trait: 'drive' }]), at: ['/reducers/0/of/0/trait', '/reducers/0/of/1/super_trait'] }, // prettier-ignore
      { name: 'a score twice', change: (d) => (d.reducers[0]!.of = [{ trait: 'drive' }, { trait: 'drive' }]), at: '/reducers/0/of/1/trait' }, // prettier-ignore
      { name: 'a last band with an end', change: (d) => Object.assign((d.reducers[0] as { bands: object[] }).bands[2]!, { below: 90 }), at: '/reducers/0/bands/2/below' }, // prettier-ignore
      { name: 'a band without an end before the last', change: (d) => Object.assign((d.reducers[0] as { bands: object[] }).bands[0]!, { below: undefined }), at: '/reducers/0/bands/0/below' }, // prettier-ignore
      { name: 'a stoplight of what follows it', change: (d) => d.reducers.unshift(d.reducers.pop()!), at: ['/reducers/0/of/0', '/reducers/0/of/1'] }, // prettier-ignore
      { name: 'a stoplight of itself', change: (d) => (d.reducers[2]!.of = ['stoplight']), at: '/reducers/2/of/0' },
      { name: 'a reducer twice in a stoplight', change: (d) => (d.reducers[2]!.of = ['overall', 'overall']), at: '/reducers/2/of/1' }, // prettier-ignore
      { name: 'traits without a questionnaire', change: (d) => { Reflect.deleteProperty(d, 'questionnaire'); d.traits = [d.traits[0]!]; d.super_traits = []; d.reducers = []; }, at: ['/traits/0/items/0/q', '/traits/0/items/1/q'] }, // prettier-ignore
      { name: 'faults of every part together', change: (d) => { d.languages.push('eng'); d.questionnaire.questions[3]!.scale = 'x'; d.traits[0]!.name = 'other'; }, at: ['/languages/2', '/questionnaire/questions/3/scale', '/super_traits/0/traits/0/trait', '/reducers/0/of/0/trait'] }, // prettier-ignore
    ];
  for (const { name, change, at } of refused) {
    it(`refuses ${name}`, () => {
      const faults = checkPosition(changed((document) => void change(document)));
      assert.deepEqual(faults.map(({ pointer }) => pointer), [at].flat()); // prettier-ignore
    });
  }

  it('says what is valid', () => {
    const document = changed((d) => {
      d.languages.push('fra', 'spa');
      d.questionnaire.questions[0]!.text = { eng: 'x', ara: 'y', fra: 'z' };
    });
    const fault = checkPosition(document).find(({ pointer }) => pointer === '/questionnaire/questions/0/text');
    assert.equal(fault?.detail, 'must have a text in spa');
  });
});
