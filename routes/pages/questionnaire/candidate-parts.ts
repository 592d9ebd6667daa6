import { type RequestHandler, type Response } from 'express';
import { type Knex } from 'knex';
import { type PageAssets } from '../page-assets.js';
import { type GuessThrottle } from '../throttle-guesses.js';

/** What the pages need of the rest of the program. */
export interface CandidateParts {
  db: Knex;
  /** The instant, ms. */
  now(): number;
  /** To be called when something of the account became due. */
  wakeNotifier(accountId: string): void;
  assets: PageAssets;
  guesses: GuessThrottle;
  log: { error(fields: object, message: string): void };
  requestIdOf(res: Response): string;
  /** Says which operation a request is, for log and metrics. */
  nameOperation(operation: string): RequestHandler;
}
