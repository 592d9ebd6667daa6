import { packageRoot } from '../../../src/document/openapi.js';
import { makeSbom } from '../sbom.js';

console.log(JSON.stringify(await makeSbom(packageRoot()), null, 2));
