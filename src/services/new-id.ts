import { createHash, randomBytes } from 'node:crypto';

/** A random id of 100 bits in lower-case base 32 without look-alikes: short enough to read out, never to guess. */
export function newId(): string {
  return encode(randomBytes(13)).slice(0, 20);
}

/** A secret for a link or a certificate: 160 bits. */
export function newToken(): string {
  return encode(randomBytes(20));
}

/** What is kept of a secret. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

function encode(bytes: Uint8Array): string {
  let out = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return out;
}
