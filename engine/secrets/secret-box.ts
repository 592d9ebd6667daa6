import { createCipheriv, createDecipheriv, createHash, type KeyObject } from 'node:crypto';
import { isSealed, keyIdOf, SEALED } from './sealed-text.js';

/** Where a stored value belongs. It opens only there, so that it can't be moved to another row. */
export interface SecretPlace {
  table: string;
  column: string;
  /** The key of its row. */
  owner: readonly string[];
}

/** Seals values that are stored, and opens them again (decision 0036). */
export interface SecretBox {
  /** The ids of the keys that it opens with. */
  readonly keyIds: readonly string[];
  /** The id of the key that it seals with. Undefined: what it seals stays in clear. */
  readonly sealsWith: string | undefined;
  seal(place: SecretPlace, text: string): string;
  /** Gives a text in clear back as it is. One that does not open throws `UnreadableSecret`. */
  open(place: SecretPlace, stored: string): string;
}

/** A stored secret that can't be decrypted. The message is in words and without the value. */
export class UnreadableSecret extends Error {}

export interface SecretKeys {
  /** The keys of 32 bytes that open. */
  keys: readonly KeyObject[];
  /** Whether the first of them also seals. Without it, or without keys, values are written in clear. */
  seals: boolean;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Makes a box of these keys: AES-256-GCM, with a new nonce for each value. The place of a value is authenticated with
 * it. A key may seal 2^32 values (NIST SP 800-38D).
 */
export function secretBox({ keys, seals }: SecretKeys, randomBytes: (size: number) => Buffer): SecretBox {
  const byId = new Map(keys.map((key) => [idOfKey(key), key]));
  const keyIds = [...byId.keys()];
  const sealsWith = seals ? keyIds[0] : undefined;
  return {
    keyIds,
    sealsWith,
    seal(place, text) {
      if (sealsWith === undefined) return text;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, byId.get(sealsWith)!, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(bound(place, sealsWith));
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${SEALED}${sealsWith}:${Buffer.concat(sealed).toString('base64url')}`;
    },
    open(place, stored) {
      if (!isSealed(stored)) return stored;
      const where = `${place.table}.${place.column} of ${place.owner[0]}`;
      const keyId = keyIdOf(stored);
      const key = keyId === undefined ? undefined : byId.get(keyId);
      if (keyId === undefined) throw new UnreadableSecret(`${where} was encrypted by a newer version of this program.`);
      if (key === undefined)
        throw new UnreadableSecret(`${where} is encrypted with the key ${keyId}, which SECRETS_KEY lacks.`);
      const bytes = Buffer.from(stored.slice(stored.lastIndexOf(':') + 1), 'base64url');
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(bound(place, keyId)).setAuthTag(bytes.subarray(-TAG_BYTES));
        const opened = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return Buffer.concat(opened).toString('utf8');
      } catch {
        throw new UnreadableSecret(`${where} cannot be decrypted: it was changed, or it comes from another row.`);
      }
    },
  };
}

/** Names a key by the beginning of a hash. The key can't be found from it. */
function idOfKey(key: KeyObject): string {
  return createHash('sha256').update('pop secrets key id\n').update(key.export()).digest('hex').slice(0, 12);
}

const bound = ({ table, column, owner }: SecretPlace, keyId: string): Buffer =>
  Buffer.from(JSON.stringify([SEALED, keyId, table, column, ...owner]), 'utf8');
