import type { components } from '../../openapi.js';

/** A position at one version, as its screen has it. */
export type Position = components['schemas']['AdminPosition'];
