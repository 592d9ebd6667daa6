import assert from 'node:assert/strict';
import { type Page } from 'playwright-core';

const MOST = 80;

/** Presses Tab until the control that a selector names has the focus. */
export async function tabOn(page: Page, control: string): Promise<void> {
  for (let pressed = 0; pressed < MOST; pressed++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${control}:focus`).count()) > 0) return;
  }
  assert.fail(`Tab does not lead to ${control}`);
}
