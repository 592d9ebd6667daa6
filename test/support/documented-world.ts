import { addReplay } from '../../db/notifications/notification-replays.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { type PositionContent } from '../../engine/position/position.js';
import { type World } from './gateway.js';
import { type TestUser } from './seed.js';
import { TEST_NOW } from './test-now.js';

const ACCOUNT_ID = '10000001';
const APP_LINK = 'kq3VfPzW0nTgYb7sXcUe1A';
const REPLAY = 3;
const HOUR_MS = 3_600_000;

const choices = ['Seldom', 'Often'].map((text, index) => ({ a: index + 1, value: index + 1, text: { eng: text } }));

const POSITION: Partial<PositionContent> = {
  languages: ['eng', 'fra', 'spa', 'ara'],
  customFields: [{ aname: 'shift', caption: {}, mandatory: true, partner: false, applicant: true }],
  questionnaire: {
    introduction: {},
    questionsPerPage: 5,
    questions: [
      { q: '1', caption: {}, text: {}, type: 'choice', optional: false, choices, maxLength: 0 },
      { q: '2', caption: {}, text: {}, type: 'text', optional: false, choices: [], maxLength: 200 },
    ],
  },
};

/**
 * Fills an empty database with what the examples of openapi.yaml speak of, all of it by its number there: the account,
 * its position, application 1 with its link, replay 3. Answers a member of the staff who may do everything there.
 */
export async function seedDocumentedWorld({ db, seed }: Pick<World, 'db' | 'seed'>): Promise<TestUser> {
  const user = await seed.user({ kind: 'internal' });
  await seed.account({ accountId: ACCOUNT_ID, config: 'url|https://partner.example.com/done' });
  await seed.grant(user, ACCOUNT_ID, { 8: 'rwad', 16: 'rwad' });
  const positionId = await seed.position([ACCOUNT_ID], POSITION);
  const owner = { user, accountId: ACCOUNT_ID, positionId };
  // Long enough ago for the invitation to be sent again.
  const ordered = { createdAt: TEST_NOW - HOUR_MS, expiresAt: TEST_NOW + 24 * HOUR_MS };
  await seed.application(owner, { appToken: APP_LINK, appEmail: 'ada@example.com', ...ordered });
  // The earlier ones are of another account, because one account can have only so many at work.
  const other = await seed.account();
  await writeTransaction(db, async (trx) => {
    for (let id = 1; id <= REPLAY; id++) {
      const accountId = id < REPLAY ? other : ACCOUNT_ID;
      await addReplay(trx, { accountId, userName: user.name, now: TEST_NOW });
    }
  });
  return user;
}
