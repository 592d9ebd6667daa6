import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Makes a chunk of a PNG, with its length and checksum. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

interface PngOptions {
  width?: number;
  height?: number;
  /** The picture's data, in place of the right ones. */
  drawn?: Buffer;
  interlaced?: boolean;
  /** Chunks before the picture's data. */
  more?: Buffer[];
}

/** Makes a PNG of one colour. */
export function makePng({ width = 8, height = 4, drawn, interlaced = false, more = [] }: PngOptions = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, interlaced ? 1 : 0], 8);
  const data = drawn ?? deflateSync(Buffer.alloc(height * (1 + width * 3)));
  const chunks = [pngChunk('IHDR', head), ...more, pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...chunks]);
}
