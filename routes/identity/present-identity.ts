import { type StoredIdentity } from '../../db/identity/identities.js';
import { type Schema } from '../documented.js';

/** Turns what an account has said about itself into its form in replies. A logo is there with its public address. */
export function presentIdentity(
  accountId: string,
  stored: StoredIdentity | undefined,
  { publicUrl }: { publicUrl: string },
): Schema<'Identity'> {
  const logo = stored?.logo;
  return {
    account_id: accountId,
    ...stored?.identity,
    ...(logo && {
      logo: {
        type: logo.type,
        width: logo.width,
        height: logo.height,
        url: `${publicUrl}/app_link/logo/${logo.hash}`,
      },
    }),
    ...(stored && { changed: new Date(stored.changedAt).toISOString() }),
  };
}
