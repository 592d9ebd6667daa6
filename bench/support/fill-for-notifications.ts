import { randomBytes } from 'node:crypto';
import { type Knex } from 'knex';
import { createAccount } from '../../db/accounts/accounts.js';
import { newApplicationRow } from '../../db/applications/new-application.js';
import { savePosition } from '../../db/positions/positions.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { createUser } from '../../db/accounts/users.js';
import { dayOf, DEFAULT_LIFETIME_MS } from '../../engine/calendar.js';
import { ACCOUNTS } from './notification-plan.js';

const FIRST_ACCOUNT = 20_000_001;
const ROWS_A_STATEMENT = 50;

/** Gives the account of an application. The accounts take turns. */
export const accountOf = (applicationId: string): string => String(FIRST_ACCOUNT + (Number(applicationId) % ACCOUNTS));

/**
 * Fills an empty database with accounts whose notifications go to the sink, and with open applications numbered from 1.
 */
export async function fillForNotifications(
  db: Knex,
  { applications, sinkUrl, now }: { applications: number; sinkUrl: string; now: number },
): Promise<void> {
  const token = () => randomBytes(16).toString('base64url');
  await writeTransaction(db, async (trx) => {
    const userId = (await createUser(trx, { name: 'bench', kind: 'partner', now }))!;
    const positionId = await savePosition(trx, {
      ...{
        aname: 'Customer Service',
        reportName: 'Customer Service Report',
        languages: ['eng'],
        customFields: [],
        now,
      },
    });
    const config = `url|${sinkUrl}/n|ext_notify|yes|not_method|1`;
    for (let n = 0; n < ACCOUNTS; n++) {
      await createAccount(trx, {
        accountId: accountOf(String(n)),
        name: `Account ${n}`,
        config,
        linkToken: token(),
        now,
      });
    }
    const rows = Array.from({ length: applications }, (_, index) => ({
      id: String(index + 1),
      ...newApplicationRow({
        accountId: accountOf(String(index + 1)),
        ...{ positionId, userId, languageId: 'eng', languageGiven: true, isTest: false, fields: [] },
        ...{
          candidateEmail: undefined,
          appEmail: undefined,
          appPhone: undefined,
          appUrl: undefined,
          reference: undefined,
        },
        ...{ appToken: token(), repToken: token(), repAccToken: token(), dateSub: dayOf(now) },
        ...{ createdAt: now, expiresAt: now + DEFAULT_LIFETIME_MS },
      }),
    }));
    for (let done = 0; done < rows.length; done += ROWS_A_STATEMENT) {
      await trx('applications').insert(rows.slice(done, done + ROWS_A_STATEMENT));
    }
  });
}
