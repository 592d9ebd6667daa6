import type { components } from '../../../openapi.js';

/** The config of an account, as the gateway shows it. */
export type AdminConfig = components['schemas']['AdminConfig'];
