/** What invitations go by. */
export const INVITATION_KINDS = ['mail', 'sms'] as const;

export type InvitationKind = (typeof INVITATION_KINDS)[number];

/** By what an application's candidate is invited: by all that there is an address for. */
export function invitationKinds({
  appEmail,
  appPhone,
}: {
  appEmail: string | undefined;
  appPhone: string | undefined;
}): InvitationKind[] {
  return [
    ...(appEmail === undefined ? [] : (['mail'] as const)),
    ...(appPhone === undefined ? [] : (['sms'] as const)),
  ];
}
