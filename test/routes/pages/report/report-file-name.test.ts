import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attachmentOf, reportFileName } from '../../../../routes/pages/report/report-file-name.js';

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

  const headers: { of: string; is: string }[] = [
    { of: 'Report-Ada.pdf', is: 'attachment; filename="Report-Ada.pdf"' },
    { of: 'Отчёт-Łódź.pdf', is: `attachment; filename="Otchet-Lodz.pdf"; filename*=UTF-8''${encodeURIComponent('Отчёт-Łódź')}.pdf` }, // prettier-ignore
    { of: 'تقرير.pdf', is: `attachment; filename="tqryr.pdf"; filename*=UTF-8''${encodeURIComponent('تقرير')}.pdf` },
  ];
  for (const { of, is } of headers) it(`is sent as ${is}`, () => assert.equal(attachmentOf(of), is));

  it('is sent in letters of ASCII, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const header = attachmentOf(reportFileName(name, ''));
        assert.match(
          header,
          /^attachment; filename="[A-Za-z0-9][A-Za-z0-9-]*\.pdf"(?:; filename\*=UTF-8''[A-Za-z0-9%.-]+)?$/,
        );
      }),
    );
  });

  it('holds letters, digits and hyphens only, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        assert.match(reportFileName(a, b), /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*\.pdf$/u);
      }),
    );
  });
});
