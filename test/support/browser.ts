import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page with its own profile, and all its complaints so far: errors, refused loads and policy violations. */
export interface WatchedPage {
  page: Page;
  complaints: string[];
}

/**
 * Defines a suite of tests in the browser of this machine. Without a browser the tests are skipped, and a line says so.
 * In CI a missing browser is a failure, because nobody reads the line there.
 */
export function withBrowser(
  title: string,
  tests: (open: (options?: BrowserContextOptions) => Promise<WatchedPage>) => void,
): void {
  describe(title, function () {
    let browser: Browser | undefined;

    before(async function () {
      const executablePath = browserOrSkip(this);
      browser = await chromium.launch({ executablePath, args: FLAGS });
    });

    after(async () => {
      await browser?.close();
    });

    tests(async (options) => {
      const context = await browser!.newContext(options);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
      return { page, complaints };
    });
  });
}

/** The same for tests of a program that runs the browser itself. They get the path of the browser. */
export function withBrowserProgram(tests: (path: () => string) => void): void {
  describe('with a browser', function () {
    let path: string | undefined;
    before(function () {
      path = browserOrSkip(this);
    });
    tests(() => path!);
  });
}

function browserOrSkip(context: Mocha.Context): string {
  const path = findBrowser();
  if (path !== undefined) return path;
  if (process.env.CI === 'true') throw new Error(`No browser on the PATH: ${NAMES.join(', ')}`);
  console.warn(`\n*** NO BROWSER (${NAMES.join(', ')}) ON THE PATH: the browser tests are SKIPPED ***\n`);
  return context.skip();
}

/** Returns the path of the first known browser on the PATH. */
export function findBrowser(path = process.env.PATH ?? ''): string | undefined {
  const candidates = path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
