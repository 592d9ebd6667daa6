import { type Knex } from 'knex';
import { addCredential } from '../../db/accounts/credentials.js';
import { createUser } from '../../db/accounts/users.js';
import { writeTransaction } from '../../db/connection/transaction.js';
import { hashPassword } from '../../routes/accounts/new-credential.js';

export const PARTNER_NAMES = Array.from({ length: 50 }, (_, index) => `partner-${index}`);
/** Each partner has both passwords. */
export const PARTNER_PASSWORDS = ['correct horse battery staple', 'staple battery horse correct'] as const;

/** Makes the partners. They share two hashes, because to hash each password apart takes longer than the measurement. */
export async function seedPartners(db: Knex, now: number): Promise<void> {
  const first = await hashPassword(PARTNER_PASSWORDS[0]);
  const hashes = [first, await hashPassword(PARTNER_PASSWORDS[1], { salt: first.slice(0, 29) })];
  await writeTransaction(db, async (trx) => {
    for (const name of PARTNER_NAMES) {
      const userId = (await createUser(trx, { name, kind: 'partner', now }))!;
      for (const [index, passwordHash] of hashes.entries()) {
        await addCredential(trx, { userId, label: `bench ${index}`, passwordHash, now });
      }
    }
  });
}
