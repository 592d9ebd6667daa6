/** Whether a credential lets its user in at this moment. Instants are ms. */
export function credentialState(
  { revokedAt, expiresAt }: { revokedAt: number | undefined; expiresAt: number | undefined },
  now: number,
): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}
