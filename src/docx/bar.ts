/** A bar as a PNG, so that a share can be seen in a Word table. */
import { deflateSync, crc32 } from 'node:zlib';

const size = { width: 120, height: 8 };
const [full, empty] = [
  [0x0b, 0x5c, 0x5e],
  [0xc3, 0xcf, 0xcc],
];
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const kept = new Map<number, Buffer>();

export const barSize = size;

/** @param share 0–1, drawn to a hundredth */
export function barPng(share: number): Buffer {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * size.width);
  const known = kept.get(filled);
  if (known) return known;
  const row = [0, ...Array.from({ length: size.width }, (_, x) => (x < filled ? full : empty)).flat()];
  const pixels = Buffer.from(Array.from({ length: size.height }, () => row).flat() as number[]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size.width, 0);
  head.writeUInt32BE(size.height, 4);
  // Eight bits, red, green and blue.
  head.set([8, 2, 0, 0, 0], 8);
  const png = Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
  kept.set(filled, png);
  return png;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
