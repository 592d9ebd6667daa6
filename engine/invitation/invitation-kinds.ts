/** The ways in which invitations are sent. */
export const INVITATION_KINDS = ['mail', 'sms'] as const;

export type InvitationKind = (typeof INVITATION_KINDS)[number];

/** The ways in which an application's candidate is invited: all for which there is an address. */
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
