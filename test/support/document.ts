import { loadDocument } from '../../src/document/openapi.js';

/** The parsed openapi.yaml. Reading it takes a tenth of a second or more, so the support files share one copy. */
export const DOCUMENT = loadDocument();
