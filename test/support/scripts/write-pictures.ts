// Writes the pictures of docs/operations.md (`npm run pictures`): the console with made-up accounts and people. Its
// clock stands still, so that a picture changes only when its screen does.
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { packageRoot } from '../../../src/document/openapi.js';
import { testApp } from '../app.js';
import { BROWSER_FLAGS, findBrowser } from '../browser.js';
import { buildConsole } from '../build-console.js';
import { sqlite } from '../databases.js';
import { fillForPictures, type Pictured, PICTURED_AT } from '../fill-for-pictures.js';
import { PICTURES, SIZE } from '../pictures.js';

const built = join(packageRoot(), `node_modules/.cache/pictures-${process.pid}`);
const WEBP = { format: 'webp', quality: 70 } as const;

async function main(): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('Pictures need Chromium on the PATH.');
  await buildConsole({ outDir: built });
  const database = await sqlite.create();
  const pictured = await fillForPictures(database.db);
  const served: { app?: RequestListener } = {};
  const server = createServer((req, res) => served.app!(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  served.app = testApp(database.db, { publicUrl: origin, consoleFolder: built, now: PICTURED_AT }).app;
  const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ viewport: SIZE, timezoneId: 'Etc/UTC', reducedMotion: 'reduce' });
    await page.clock.setFixedTime(PICTURED_AT);
    await signIn(page, origin, pictured);
    for (const picture of PICTURES) {
      await page.goto(`${origin}/console${picture.address(pictured)}`);
      await picture.prepare(page);
      await writePicture(page, picture.file);
    }
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await database.close();
    await rm(built, { recursive: true, force: true });
  }
}

async function signIn(page: Page, origin: string, { user, password }: Pictured): Promise<void> {
  await page.goto(`${origin}/console/me`);
  await page.getByLabel('User').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'You', exact: true }).waitFor();
}

async function writePicture(page: Page, file: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', WEBP);
  await devtools.detach();
  const path = join(packageRoot(), 'docs/pictures', file);
  await writeFile(path, Buffer.from(data, 'base64'));
  console.log(`${file}: ${Math.round((data.length * 3) / 4 / 1000)} kB`);
}

await main();
