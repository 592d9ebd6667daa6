import { loadDocument } from '../../src/document/openapi.js';

/** The parsed openapi.yaml. Reading it takes a tenth of a second and more, so the support files share this one. */
export const DOCUMENT = loadDocument();
