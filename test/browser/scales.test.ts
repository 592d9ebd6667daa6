import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PositionContent, type Question } from '../../engine/position/position.js';
import { packageRoot } from '../../src/document/openapi.js';
import { startSite, type Site } from '../routes/pages/candidate-site.js';
import { withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { SAMPLE_POSITION } from '../support/sample-position.js';

const LANGUAGES = ['eng', 'fra', 'spa', 'ara'];
const ENDS: Record<string, [string, string, string]> = {
  eng: ['Strongly disagree', 'Neither agree nor disagree', 'Strongly agree'],
  fra: ['Pas du tout d’accord', 'Ni d’accord ni pas d’accord', 'Tout à fait d’accord'],
  spa: ['Totalmente en desacuerdo', 'Ni de acuerdo ni en desacuerdo', 'Totalmente de acuerdo'],
  ara: ['لا أوافق بشدة', 'محايد', 'أوافق بشدة'],
};
const BETWEEN: Record<string, string[]> = {
  eng: ['Disagree', 'Agree'],
  fra: ['Plutôt pas d’accord', 'Plutôt d’accord'],
  spa: ['En desacuerdo', 'De acuerdo'],
  ara: ['لا أوافق', 'أوافق'],
};
const MEASURE = readFileSync(join(packageRoot(), 'test/browser/in-page/measure-choices.js'), 'utf8');
const SIZES = Array.from({ length: 10 }, (_, index) => index + 2);

/** What a page says of one question at one width. */
interface Seen {
  shape: 'row' | 'column' | 'broken';
  faults: string[];
}

withBrowser('the choices of a question', (open) => {
  let database: TestDatabase;
  let site: Site;

  before(async () => {
    database = await sqlite.create();
    site = await startSite(database.db, position());
  });
  after(async () => {
    await site.close();
    await database.close();
  });

  it('stand in one row or one column, the same in each language, at each width from 320 to 1920 px', async () => {
    const { link } = await site.invite();
    const { page } = await open({ bypassCSP: true });
    await page.goto(`${site.origin}${link}&page=1`);
    const widths = [...range(320, 1000, 9), 640, 667, 768, ...range(1000, 1920, 92), 1920];
    const paths = LANGUAGES.map((languageId) => `${link}&page=1&language_id=${languageId}`);
    const seen = await page.evaluate<Seen[][][]>(`${MEASURE}; measureChoices(${JSON.stringify({ paths, widths })})`);
    const complaints: string[] = [];
    for (const [at, width] of widths.entries()) {
      for (const [which, n] of SIZES.entries()) {
        const all = seen.map((language) => language[at]![which]!);
        const shapes = new Set(all.map(({ shape }) => shape));
        if (shapes.size > 1 || shapes.has('broken')) complaints.push(`${n} at ${width}: ${[...shapes].join()}`);
        all.forEach(({ faults }, index) => {
          for (const fault of faults) complaints.push(`${n} at ${width} in ${LANGUAGES[index]}: ${fault}`);
        });
      }
    }
    assert.deepEqual(complaints.slice(0, 20), []);
    const shapesOf = (n: number) => seen[0]!.map((one) => one[n - 2]!.shape);
    for (const n of SIZES) {
      const shapes = shapesOf(n);
      assert.equal(shapes.at(-1), 'row', `${n} points have room for a row on a large screen`);
      assert.ok(!/row,(.*,)?column/.test(shapesByWidth(widths, shapes)), `${n} points turn once, and not back`);
    }
  });

  it('are called by their whole wording where a row shows numbers', async () => {
    const { link } = await site.invite();
    const { page } = await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.origin}${link}&page=1`);
    const scale = page.getByRole('radiogroup').nth(5);
    assert.equal(await scale.getByRole('radio').count(), 7);
    assert.deepEqual(await scale.locator('.ends span').allTextContents(), ENDS.eng);
    await scale.getByRole('radio', { name: 'Neither agree nor disagree', exact: true }).check();
    assert.equal(await scale.locator('.point').nth(6).isVisible(), true);
    assert.equal(await scale.locator('.point').nth(6).textContent(), '7');
  });
});

function shapesByWidth(widths: readonly number[], shapes: readonly string[]): string {
  const ordered = widths.map((width, index) => [width, shapes[index]!] as const).sort(([a], [b]) => a - b);
  return ordered.map(([, shape]) => shape).join();
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
}

function position(): Partial<PositionContent> {
  const question = (n: number): Question => ({
    q: String(n),
    caption: {},
    text: Object.fromEntries(LANGUAGES.map((languageId) => [languageId, `${languageId} ${n}`])),
    type: 'choice',
    optional: n === 5,
    choices: Array.from({ length: n }, (_, index) => ({ a: index, value: index, text: pointTexts(index, n) })),
    maxLength: 0,
  });
  return {
    ...SAMPLE_POSITION,
    languages: LANGUAGES,
    customFields: [],
    questionnaire: { introduction: {}, questionsPerPage: 10, questions: SIZES.map(question) },
    traits: [
      {
        name: 'all',
        caption: { eng: 'All' },
        items: SIZES.map((n) => ({ q: String(n), weight: 1, reverse: false })),
        texts: [],
      },
    ],
    superTraits: [],
    reducers: [],
  };
}

function pointTexts(index: number, n: number): Record<string, string> {
  const middle = n % 2 === 1 && index === (n - 1) / 2;
  const side = index < n / 2 ? 0 : 1;
  return Object.fromEntries(
    LANGUAGES.map((languageId) => {
      const [first, between, last] = ENDS[languageId]!;
      const text = index === 0 ? first : index === n - 1 ? last : middle ? between : BETWEEN[languageId]![side]!;
      return [languageId, text];
    }),
  );
}
