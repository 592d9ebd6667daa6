import { type Response } from 'express';
import { type PageAssets } from '../page-assets.js';
import { reportMessage } from './report-message.js';
import { type ReportVisit } from './content/report-of-link.js';

/**
 * Answers a visit to the report of an application that is not completed: 409 while it can still be completed, 410 when
 * it cannot (contract, section 7).
 */
export function reportUnfinished(res: Response, visit: ReportVisit, assets: PageAssets): void {
  const { status, languageId } = visit;
  const state = status === 'expired' || status === 'cancelled' ? status : 'notCompleted';
  res
    .status(state === 'notCompleted' ? 409 : 410)
    .type('html')
    .send(reportMessage(state, { languageId, assets, visit }));
}
