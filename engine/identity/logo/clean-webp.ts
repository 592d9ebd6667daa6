import { checkSize, type Logo, type RefusedLogo } from './logo.js';

const HEAD = 12;
const KEPT = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L']);
/** In VP8X: that there is transparency. The other flags are of what is left out. */
const HAS_ALPHA = 0x10;
const NO_WEBP: RefusedLogo = { detail: 'is no whole WebP' };

interface Chunk {
  name: string;
  data: Buffer;
}

/** Writes a WebP anew with only what is drawn. Refused: broken chunks, animation, two pictures in one. */
export function cleanWebp(bytes: Buffer): Logo | RefusedLogo {
  const chunks = chunksOf(bytes);
  if (!chunks) return NO_WEBP;
  if (chunks.some(({ name }) => name === 'ANIM' || name === 'ANMF')) return { detail: 'must not be animated' };
  const kept = chunks.filter(({ name }) => KEPT.has(name));
  const extended = kept[0]?.name === 'VP8X' ? kept[0] : undefined;
  const pictures = kept.slice(extended ? 1 : 0);
  const drawn = pictures.at(-1);
  const before = pictures.slice(0, -1);
  const size = drawn && sizeOf(drawn);
  if (!size || before.some(({ name }) => name !== 'ALPH') || before.length > (extended ? 1 : 0)) return NO_WEBP;
  if (extended && (extended.data.length !== 10 || !sameSize(canvasOf(extended.data), size))) return NO_WEBP;
  const fault = checkSize(...size);
  if (fault !== undefined) return { detail: fault };
  const head = extended && { name: 'VP8X', data: Buffer.from(extended.data) };
  if (head) head.data[0]! &= HAS_ALPHA;
  const body = Buffer.concat([...(head ? [head] : []), ...pictures].map(written));
  const start = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  start.writeUInt32LE(body.length + 4, 4);
  return { type: 'image/webp', content: Buffer.concat([start, body]), width: size[0], height: size[1] };
}

/** The chunks as far as the file says it goes. What follows is left out. Undefined if one of them is broken. */
function chunksOf(bytes: Buffer): Chunk[] | undefined {
  const end = bytes.readUInt32LE(4) + 8;
  if (end > bytes.length) return undefined;
  const chunks: Chunk[] = [];
  for (let at = HEAD; at < end;) {
    if (at + 8 > end) return undefined;
    const length = bytes.readUInt32LE(at + 4);
    if (at + 8 + length > end) return undefined;
    chunks.push({ name: bytes.toString('latin1', at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function written({ name, data }: Chunk): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function sizeOf({ name, data }: Chunk): [width: number, height: number] | undefined {
  if (name === 'VP8 ' && data.length >= 10 && data.readUIntBE(3, 3) === 0x9d012a) {
    return [data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff];
  }
  if (name === 'VP8L' && data.length >= 5 && data[0] === 0x2f) {
    const bits = data.readUInt32LE(1);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  return undefined;
}

const canvasOf = (data: Buffer): [number, number] => [data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1];
const sameSize = (one: [number, number], other: [number, number]): boolean => one.join() === other.join();
