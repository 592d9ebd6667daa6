import anyAscii from 'any-ascii';

const LONGEST = 80;

/**
 * Gives the name under which a browser saves the PDF. It has only letters and digits of any script with hyphens between
 * them, so that no part of a candidate's name works as a folder, an extension, a header or a change of direction.
 */
export function reportFileName(reportName: string, candidate: string): string {
  return named(`${reportName} ${candidate}`.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []);
}

/**
 * Writes a header that names such a file, for a browser that knows only ASCII in Latin letters too: `Ада` is `Ada`
 * (RFC 6266, appendix D).
 */
export function attachmentOf(fileName: string): string {
  const ascii = named(anyAscii(fileName.replace(/\.pdf$/, '')).match(/[A-Za-z0-9]+/g) ?? []);
  const full = ascii === fileName ? '' : `; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return `attachment; filename="${ascii}"${full}`;
}

function named(words: readonly string[]): string {
  const name = [...words.join('-')].slice(0, LONGEST).join('').replace(/-$/, '');
  return `${name || 'report'}.pdf`;
}
