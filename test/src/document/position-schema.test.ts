import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { writePositionDocument } from '../../../engine/position/write-position-document.js';
import { demoPositionPaths } from '../../../src/demo/demo-positions.js';
import { compilePositionSchema, loadPositionSchema } from '../../../src/document/position-schema.js';
import { arbitraryPosition } from '../../support/arbitrary-position.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';

type Node = Record<string, unknown>;
type Document = Record<string, Node & Node[]>;

describe('the schema of position files', () => {
  const check = compilePositionSchema();
  const pointersOf = (value: unknown) => {
    const checked = check(value);
    return 'faults' in checked ? checked.faults.map(({ pointer }) => pointer) : [];
  };

  it('takes every position as it is written', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryPosition, fc.constant(SAMPLE_POSITION)), (position) => {
        assert.deepEqual(pointersOf(writePositionDocument(position)), []);
      }),
    );
  });

  it('describes each key', () => {
    const schema = loadPositionSchema() as { $defs: Record<string, Node> } & Node;
    const missing: string[] = [];
    const described = (node: Node): boolean => {
      const target = typeof node.$ref === 'string' ? schema.$defs[node.$ref.split('/').at(-1)!] : undefined;
      return node.description !== undefined || node.const !== undefined || (target !== undefined && described(target));
    };
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties, additionalProperties } = node as Node;
      if (properties !== undefined && additionalProperties === false) {
        for (const [key, value] of Object.entries(properties as Node)) {
          if (!described(value as Node)) missing.push(`${path}.${key}`);
        }
      }
      for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`);
    };
    walk(schema, '');
    assert.deepEqual(missing, []);
  });

  const demo = parse(readFileSync(demoPositionPaths()[1]!, 'utf8')) as object;
  const refused: { name: string; change: (document: Document) => unknown; at: string | string[] }[] = [
    { name: 'a questionnaire without questions', change: (d) => Reflect.deleteProperty(d.questionnaire!, 'questions'), at: '/questionnaire/questions' }, // prettier-ignore
    { name: 'no question', change: (d) => (d.questionnaire!.questions = []), at: '/questionnaire/questions' },
    { name: 'a misspelt key of a question', change: (d) => Object.assign(question(d, 0), { scales: 'x' }), at: '/questionnaire/questions/0/scales' }, // prettier-ignore
    { name: 'a question name below 0', change: (d) => (question(d, 0).q = -1), at: '/questionnaire/questions/0/q' },
    { name: 'an unknown type of question', change: (d) => (question(d, 0).type = 'number'), at: '/questionnaire/questions/0/type' }, // prettier-ignore
    { name: 'a text answer of 4001 characters', change: (d) => (question(d, 25).max_length = 4001), at: '/questionnaire/questions/25/max_length' }, // prettier-ignore
    { name: 'a text without words', change: (d) => (question(d, 0).text = { eng: '' }), at: '/questionnaire/questions/0/text/eng' }, // prettier-ignore
    { name: 'one choice', change: (d) => ((d.questionnaire!.scales as Node).agreement = [{ a: 1, text: {} }]), at: '/questionnaire/scales/agreement' }, // prettier-ignore
    { name: 'a choice that is no integer', change: (d) => (((d.questionnaire!.scales as Node).agreement as Node[])[0]!.a = 1.5), at: '/questionnaire/scales/agreement/0/a' }, // prettier-ignore
    { name: 'a value that is no number', change: (d) => (((d.questionnaire!.scales as Node).agreement as Node[])[0]!.value = NaN), at: '/questionnaire/scales/agreement/0/value' }, // prettier-ignore
    { name: 'no questions on a page', change: (d) => (d.questionnaire!.questions_per_page = 0), at: '/questionnaire/questions_per_page' }, // prettier-ignore
    { name: 'weight 0', change: (d) => ((d.traits![0]!.items as Node[])[0]!.weight = 0), at: '/traits/0/items/0/weight' }, // prettier-ignore
    { name: 'weight 1e-8', change: (d) => ((d.traits![0]!.items as Node[])[0]!.weight = 1e-8), at: '/traits/0/items/0/weight' }, // prettier-ignore
    { name: 'weight -0.00009', change: (d) => ((d.traits![0]!.items as Node[])[0]!.weight = -0.00009), at: '/traits/0/items/0/weight' }, // prettier-ignore
    { name: 'weight 1001', change: (d) => ((d.traits![0]!.items as Node[])[0]!.weight = 1001), at: '/traits/0/items/0/weight' }, // prettier-ignore
    { name: 'a value above a million', change: (d) => (((d.questionnaire!.scales as Node).agreement as Node[])[0]!.value = 1000001), at: '/questionnaire/scales/agreement/0/value' }, // prettier-ignore
    { name: 'a trait with a pipe', change: (d) => (d.traits![0]!.name = 'a|b'), at: '/traits/0/name' },
    { name: 'a trait without items', change: (d) => (d.traits![0]!.items = []), at: '/traits/0/items' },
    { name: 'half a scale', change: (d) => (d.traits![0]!.scale = { low: 1 }), at: '/traits/0/scale/high' },
    { name: 'a reducer without a type', change: (d) => delete d.reducers![0]!.type, at: '/reducers/0/type' },
    { name: 'an unknown type of reducer', change: (d) => (d.reducers![0]!.type = 'mean'), at: '/reducers/0/type' },
    { name: 'a reducer with a pipe', change: (d) => (d.reducers![0]!.name = 'a|b'), at: '/reducers/0/name' },
    { name: 'a sum without bands', change: (d) => delete d.reducers![0]!.bands, at: '/reducers/0/bands' },
    { name: 'a decision 0', change: (d) => ((d.reducers![0]!.bands as Node[])[0]!.final = 0), at: '/reducers/0/bands/0/final' }, // prettier-ignore
    { name: 'a score of neither kind', change: (d) => (d.reducers![0]!.of = [{ weight: 1 }]), at: '/reducers/0/of/0' },
    { name: 'a score of both kinds', change: (d) => (d.reducers![0]!.of = [{ trait: 'a', super_trait: 'b' }]), at: '/reducers/0/of/0' }, // prettier-ignore
    { name: 'a minimum with weights', change: (d) => (d.reducers![1]!.of = [{ trait: 'fairness', weight: 2 }]), at: '/reducers/1/of/0/weight' }, // prettier-ignore
    { name: 'a stoplight with bands', change: (d) => (d.reducers![3]!.bands = []), at: '/reducers/3/bands' },
    { name: 'a stoplight that lacks a light', change: (d) => delete (d.reducers![3]!.lights as Node).green, at: '/reducers/3/lights/green' }, // prettier-ignore
    { name: 'a report with scores', change: (d) => (d.report!.scores = 1), at: '/report/scores' },
  ];
  for (const { name, change, at } of refused) {
    it(`refuses ${name}`, () => {
      const document = structuredClone(demo) as Document;
      change(document);
      assert.deepEqual(pointersOf(document), [at].flat());
    });
  }
});

describe('the words of the schema', () => {
  it('say which weights are valid', () => {
    const trait = { name: 't', caption: {}, items: [{ q: 1, weight: 1e-8 }] };
    const checked = compilePositionSchema()({ aname: 'x', languages: ['eng'], traits: [trait] });
    const detail = 'must be a number from 0.0001 to 1000 or from -1000 to -0.0001';
    assert.deepEqual(checked, { faults: [{ pointer: '/traits/0/items/0/weight', detail, keyword: 'not' }] });
  });
});

const question = (document: Document, index: number): Node => (document.questionnaire!.questions as Node[])[index]!;
