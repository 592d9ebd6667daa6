import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reportFileName } from '../../../../routes/pages/report/report-file-name.js';

describe('the file name of a report', () => {
  const cases: { of: [string, string]; is: string }[] = [
    { of: ['Sample Report', 'Ada Lovelace'], is: 'Sample-Report-Ada-Lovelace.pdf' },
    { of: ['تقرير', 'ليلى'], is: 'تقرير-ليلى.pdf' },
    { of: ['R', '../../etc/passwd'], is: 'R-etc-passwd.pdf' },
    { of: ['R', 'a\u202efdp.exe"\r\nX: y'], is: 'R-a-fdp-exe-X-y.pdf' },
    { of: ['!', '?'], is: 'report.pdf' },
    { of: ['R', 'x'.repeat(300)], is: `R-${'x'.repeat(78)}.pdf` },
  ];
  for (const { of, is } of cases) it(`is ${is.slice(0, 40)}`, () => assert.equal(reportFileName(...of), is));

  it('holds letters, digits and hyphens only, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        assert.match(reportFileName(a, b), /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*\.pdf$/u);
      }),
    );
  });
});
