import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';
import { type WatchedPage } from '../../support/browser.js';
import { axeFaults, takePicture } from '../looks.js';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

/** What is looked at. Both widths and both colours have all rules once; the rest is about colours alone. */
const VIEWS = [
  { name: 'wide-light', size: WIDE, colorScheme: 'light', rules: 'all' },
  { name: 'wide-dark', size: WIDE, colorScheme: 'dark', rules: 'colours' },
  { name: 'narrow-dark', size: NARROW, colorScheme: 'dark', rules: 'all' },
  { name: 'narrow-light', size: NARROW, colorScheme: 'light', rules: 'none' },
] as const;

type View = (typeof VIEWS)[number];

/**
 * Answers of the gateway that are no success: the browser itself writes a line about each, and tests want some. Reads
 * that another filter overtakes are given up. A refused connection is how tests take the gateway away.
 */
const EXPECTED =
  /^Failed to load resource: the server responded with a status of [45]\d\d| net::ERR_(ABORTED|CONNECTION_REFUSED)$/;

/** How often each state was looked at. */
const looks = new Map<string, number>();

/**
 * Looks at a state of a screen, wide and narrow, light and dark: axe finds nothing, the page is not wider than the
 * screen, and there was no complaint, of the policy least of all. With SCREENSHOTS, the name of a folder, it leaves
 * pictures there.
 *
 * Each state has a name of its own. It looks the same on the second database, so that only complaints count there.
 */
export async function lookAt({ page, complaints }: WatchedPage, name: string): Promise<void> {
  const before = looks.get(name) ?? 0;
  assert.ok(before < 2, `another state is called ${name} too`);
  looks.set(name, before + 1);
  if (before === 0) await lookInAllViews(page, name);
  assert.deepEqual(
    complaints.filter((complaint) => !EXPECTED.test(complaint)),
    [],
    name,
  );
}

/** Looks at what is made of the same parts on many screens in one view only, without a picture. */
export async function glanceAt({ page, complaints }: WatchedPage, where: string, name: View['name']): Promise<void> {
  await look(
    page,
    where,
    VIEWS.find((view) => view.name === name)!,
  );
  assert.deepEqual(
    complaints.filter((complaint) => !EXPECTED.test(complaint)),
    [],
    where,
  );
}

async function lookInAllViews(page: Page, name: string): Promise<void> {
  for (const view of VIEWS) await look(page, `${name}, ${view.name}`, view, `console-${name}-${view.name}`);
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function look(page: Page, where: string, { size, colorScheme, rules }: View, picture?: string): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  if (picture !== undefined) await takePicture(page, picture);
  if (rules !== 'none') assert.deepEqual(await axeFaults(page, rules), [], where);
  const [content, screen] = (await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )) as [number, number];
  assert.ok(content <= screen, `${where}: ${content} px are wider than ${screen} px`);
}
