import { crc32, inflateSync } from 'node:zlib';
import { checkSize, type Logo, type RefusedLogo } from './logo.js';

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

// What a picture is drawn from. Texts, profiles, times and animations are left out.
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'IDAT', 'IEND']);
const CHANNELS: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunk {
  name: string;
  data: Buffer;
  whole: Buffer;
}

/** Writes a PNG anew with only what is drawn. Refused: broken chunks, other data than its size needs, interlacing. */
export function cleanPng(bytes: Buffer): Logo | RefusedLogo {
  const chunks = chunksOf(bytes);
  const head = chunks?.[0];
  if (!chunks || head?.name !== 'IHDR' || head.data.length !== 13 || chunks.at(-1)!.name !== 'IEND') {
    return { detail: 'is no whole PNG' };
  }
  const [width, height] = [head.data.readUInt32BE(0), head.data.readUInt32BE(4)];
  const fault = checkSize(width, height);
  if (fault !== undefined) return { detail: fault };
  if (head.data[12] !== 0) return { detail: 'must not be interlaced: save it without interlacing' };
  const channels = CHANNELS[head.data[9]!];
  const depth = head.data[8]!;
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth)) return { detail: 'is no whole PNG' };
  const needed = height * (1 + Math.ceil((width * channels * depth) / 8));
  const drawn = Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  if (!inflatesTo(drawn, needed)) return { detail: 'has other picture data than its size needs' };
  const kept = chunks.filter(({ name }) => KEPT.has(name)).map(({ whole }) => whole);
  return { type: 'image/png', content: Buffer.concat([PNG_SIGNATURE, ...kept]), width, height };
}

/** The chunks up to the end of the picture. What follows it is left out. Undefined if one of them is broken. */
function chunksOf(bytes: Buffer): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = PNG_SIGNATURE.length; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const whole = bytes.subarray(at, end);
    const name = whole.toString('latin1', 4, 8);
    if (crc32(whole.subarray(4, -4)) !== whole.readUInt32BE(whole.length - 4)) return undefined;
    chunks.push({ name, data: whole.subarray(8, -4), whole });
    if (name === 'IEND') return whole.length === 12 ? chunks : undefined;
    at = end;
  }
  return undefined;
}

function inflatesTo(data: Buffer, length: number): boolean {
  try {
    const options = { maxOutputLength: length, info: true };
    const { buffer, engine } = inflateSync(data, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return buffer.length === length && engine.bytesWritten === data.length;
  } catch {
    return false;
  }
}
