import type { operations } from '../openapi.js';
import { cancelApplication } from './cancel-application.js';
import { createApplication, type CreatedApplication } from './create-application.js';
import { extendApplication } from './extend-application.js';
import { getAccountConfig } from './get-account-config.js';
import { getApplication } from './get-application.js';
import { getLinks } from './get-links.js';
import { listPositions } from './list-positions.js';
import { type ApplicationListPage, pageApplications } from './page-applications.js';
import { type Resource } from './resource-face.js';
import { setAccountConfig } from './set-account-config.js';
import { whoami } from './whoami.js';

/** Operations of the document that are no operations on data: the command face and what needs no user. */
export type PlainOperationId =
  'command' | 'livez' | 'readyz' | 'metrics' | 'openapiYaml' | 'openapiJson' | 'docs' | 'docsPage';

/** Every operation of the resource face by its operationId; the compiler names one that the document has and this lacks. */
export const RESOURCES = {
  whoami: { run: whoami },
  listPositions: { run: listPositions },
  createApplication: {
    run: createApplication,
    status: 201,
    location: (answer, input) =>
      `/v1/accounts/${input.account_id as string}/assessments/${(answer as CreatedApplication).application_id}`,
  },
  listApplications: {
    run: pageApplications,
    nextPage: (answer) => {
      const { next_cursor: cursor } = answer as ApplicationListPage;
      return cursor === undefined ? undefined : { cursor };
    },
  },
  getApplication: { run: getApplication },
  getLinks: { run: getLinks },
  cancelApplication: { run: cancelApplication },
  extendApplication: { run: extendApplication },
  getAccountConfig: { run: getAccountConfig },
  setAccountConfig: { run: setAccountConfig },
} satisfies Record<Exclude<keyof operations, PlainOperationId>, Resource>;
