import { type Reply, type Input } from '../../../routes/documented.js';
import { type COMMANDS } from '../../../routes/faces/commands.js';
import { OPERATIONS } from '../../../routes/faces/operations.js';
import { type Row } from '../../../routes/faces/perform.js';
import { type On, type Outcome } from '../../../routes/operation.js';

// The compiler must refuse each of these. `npm run types` fails as soon as it accepts one.

export function misspeltKey({ application }: On<'application'>): Outcome<'getLinks'> {
  // @ts-expect-error the document calls it rep_link_full
  return { app_link_full: application.appToken, rep_link_ful: '' };
}

export function misspeltOptionalKey(_input: Input<'listApplications'>): Reply<'listApplications'> {
  // @ts-expect-error the document calls it next_cursor
  return { count: 0, has_more: false, items: [], next_curser: undefined };
}

export function wrongType(): Reply<'getLinks'> {
  // @ts-expect-error a link is a text
  return { app_link_full: 1, rep_link_full: '' };
}

export function unknownInput(input: Input<'extendApplication'>): unknown {
  // @ts-expect-error the document calls it expires
  return input.expiry;
}

const { run } = OPERATIONS.getApplication;

// @ts-expect-error what it needs is not said
export const needless: Row<object, object, 'application'> = { on: 'application', run };

export const unprotected: Row<object, object, 'account'> = {
  // @ts-expect-error it is about an account and says that it needs nothing
  needs: 'nothing',
  on: 'account',
  run: () => Promise.resolve({}),
};

export const onSomethingElse: Row<object, object, 'account'> = {
  needs: 'read',
  on: 'account',
  // @ts-expect-error it is about an application, which this row does not find
  run,
};

// @ts-expect-error an operation is missing
export const incomplete: typeof OPERATIONS = { whoami: OPERATIONS.whoami };

export const commands: Pick<typeof COMMANDS, 'application_get_link'> = {
  // @ts-expect-error the reply lacks rep_link_full
  application_get_link: async () => Promise.resolve({ app_link_full: '' }),
};
