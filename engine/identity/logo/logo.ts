/** A picture that was looked through and written anew: it has nothing in it but what is drawn. */
export interface Logo {
  type: 'image/png' | 'image/svg+xml' | 'image/webp';
  content: Buffer;
  /** In pixels; of an SVG in its own units. */
  width: number;
  height: number;
}

/** Why a picture is refused, in words that follow "the logo". */
export interface RefusedLogo {
  detail: string;
}

export const MAX_LOGO_BYTES = 100 * 1024;
/** The most pixels a side. A small file can say that it is huge, and a browser would then make room for it. */
const MAX_LOGO_SIDE = 2000;

/** Says what is wrong with a size. */
export function checkSize(width: number, height: number): string | undefined {
  const isSize = [width, height].every((side) => Number.isFinite(side) && side >= 1 && side <= MAX_LOGO_SIDE);
  return isSize ? undefined : `must be 1 to ${MAX_LOGO_SIDE} pixels wide and high, and is ${width} × ${height}`;
}
