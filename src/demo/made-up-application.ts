import { type NewApplication } from '../../db/applications/new-application.js';
import { dayOf, DEFAULT_LIFETIME_MS } from '../../engine/calendar.js';

type Chosen = Pick<
  NewApplication,
  'accountId' | 'positionId' | 'userId' | 'languageId' | 'languageGiven' | 'createdAt'
>;

export interface MadeUpApplication extends Chosen {
  candidate: { name: string; email: string };
  newToken(): string;
}

/** Makes an open application of a made-up candidate, like an order with only a name and an e-mail address. */
export function madeUpApplication({ candidate, newToken, ...chosen }: MadeUpApplication): NewApplication {
  return {
    ...chosen,
    isTest: false,
    fields: [
      { name: 'app_full_name', value: candidate.name },
      { name: 'email', value: candidate.email },
    ],
    candidateEmail: candidate.email,
    appEmail: undefined,
    appPhone: undefined,
    appUrl: undefined,
    reference: undefined,
    appToken: newToken(),
    repToken: newToken(),
    repAccToken: newToken(),
    dateSub: dayOf(chosen.createdAt),
    expiresAt: chosen.createdAt + DEFAULT_LIFETIME_MS,
  };
}
