import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Programs with windows. The product prints with one of them. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Programs for pages without a window, the first that is there. The headless shell is the same engine without the
 * browser's own pages around it: a test takes a third of the processor time.
 */
const HEADLESS = ['chromium-headless-shell', ...BROWSERS];

/** What a browser of tests is started with. */
export const BROWSER_FLAGS = [
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
      const executablePath = browserOrSkip(this, HEADLESS);
      browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
    });

    // A page that is left open goes on asking and painting beside the tests that follow.
    afterEach(() => Promise.all(browser?.contexts().map((context) => context.close()) ?? []));

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
      path = browserOrSkip(this, BROWSERS);
    });
    tests(() => path!);
  });
}

function browserOrSkip(context: Mocha.Context, names: string[]): string {
  const path = findProgram(names);
  if (path !== undefined) return path;
  if (process.env.CI === 'true') throw new Error(`No browser on the PATH: ${names.join(', ')}`);
  console.warn(`\n*** NO BROWSER (${names.join(', ')}) ON THE PATH: the browser tests are SKIPPED ***\n`);
  return context.skip();
}

/** Returns the path of the browser that the product would print with. */
export function findBrowser(): string | undefined {
  return findProgram(BROWSERS);
}

/** Returns the path of the first of the programs that is on the PATH. */
function findProgram(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
