import { type RequestHandler, type Response } from 'express';
import { type Knex } from 'knex';
import { type PageAssets } from '../page-assets.js';
import { type LostLinkParts } from '../lost-link/lost-link-page.js';
import { type Html } from '../html.js';
import { type GuessThrottle } from '../throttle-guesses.js';

/** The parts of the rest of the program that the pages need. */
export interface CandidateParts extends LostLinkParts {
  db: Knex;
  /** The current instant, ms. */
  now(): number;
  /** Wakes the notifier after something of the account became due. */
  wakeNotifier(accountId: string): void;
  assets: PageAssets;
  guesses: GuessThrottle;
  /** What the page of a link that leads nowhere offers. */
  formFor?: (languageId: string) => Html;
  /** Counts a form of the application, or gives the whole seconds to wait because there were too many. */
  waitToSave(applicationId: string): number | undefined;
  log: { error(fields: object, message: string): void };
  requestIdOf(res: Response): string;
  /** Gives a request the name of its operation, for log and metrics. */
  nameOperation(operation: string): RequestHandler;
}
