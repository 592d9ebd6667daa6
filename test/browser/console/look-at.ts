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

async function lookInAllViews(page: Page, name: string): Promise<void> {
  for (const { name: view, size, colorScheme, rules } of VIEWS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const where = `${name}, ${view}`;
    await takePicture(page, `console-${name}-${view}`);
    if (rules !== 'none') assert.deepEqual(await axeFaults(page, rules), [], where);
    const [content, screen] = (await page.evaluate(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )) as [number, number];
    assert.ok(content <= screen, `${where}: ${content} px are wider than ${screen} px`);
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}
