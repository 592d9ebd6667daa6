import { type Knex } from 'knex';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type PositionContent } from '../../engine/position/position.js';
import { findQuestionnaire } from '../../routes/find-questionnaire.js';
import { Refusal } from '../../engine/refusal.js';
import { readSubmission, submit } from '../../routes/questionnaires/submission.js';
import { SAMPLE_ANSWERS, SAMPLE_FIELDS, SAMPLE_POSITION } from './sample-position.js';
import { type AccountOptions, type ApplicationOptions, type Seed, type TestPartner } from './seed.js';
import { TEST_NOW } from './test-now.js';

/** What a test knows of an application whose report exists or is still to come. */
export interface SeededReport {
  owner: TestPartner;
  applicationId: string;
  tokens: { app: string; rep: string; repAcc: string; acc: string };
  /**
   * Returns the path of the page, or of another file of the report, with either token; if `older`, in the form that
   * links had before.
   */
  path(
    kind: 'rep' | 'repAcc',
    more?: { languageId?: string; file?: string; acc?: string | undefined; older?: boolean },
  ): string;
}

export interface ReportOptions {
  content?: PositionContent;
  account?: AccountOptions;
  application?: ApplicationOptions;
  answers?: { q: string; a: number | string }[];
  /** If true, nothing is submitted. The application stays in the state that `application` says. */
  open?: boolean;
}

/**
 * Creates an application with a new account and position. It is answered and scored as by a candidate, unless it should
 * stay open.
 */
export async function seedReport(
  { db, seed }: { db: Knex; seed: Seed },
  { content = SAMPLE_POSITION, account, application = {}, answers = SAMPLE_ANSWERS, open = false }: ReportOptions = {},
): Promise<SeededReport> {
  const partner = await seed.partner({ config: 'rdc|overall', ...account });
  const owner = { ...partner, positionId: await seed.position([partner.accountId], content) };
  const applicationId = await seed.application(owner, application);
  const row = (await db('applications as a')
    .join('accounts as c', 'c.id', 'a.account_id')
    .where({ 'a.id': applicationId })
    .first('app_token', 'rep_token', 'rep_acc_token', 'link_token')) as Record<string, string>;
  const tokens = { app: row.app_token!, rep: row.rep_token!, repAcc: row.rep_acc_token!, acc: row.link_token! };
  if (!open) {
    const found = (await findQuestionnaire(db, tokens.app))!;
    const given = readSubmission({ answers, fields: SAMPLE_FIELDS }, found.content);
    if (given instanceof Refusal) throw new Error(given.detail);
    const refusal = await writeTransaction(db, (trx) =>
      submit(trx, found, { ...given, languageId: 'eng', now: TEST_NOW }),
    );
    if (refusal) throw new Error(refusal.detail);
  }
  return {
    owner,
    applicationId,
    tokens,
    path(kind, { languageId, file = 'rep_link.html', acc = tokens.acc, older = false } = {}) {
      const name = older ? 'rep_link' : 'app_link';
      const query = new URLSearchParams({ [name]: tokens[kind], acc_link: acc });
      if (languageId !== undefined) query.set('language_id', languageId);
      return `/${name}/${file}?${query.toString()}`;
    },
  };
}
