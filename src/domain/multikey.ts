/** Ed25519 public keys as text: Multikey, of the W3C's Controlled Identifiers. */

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Says that an Ed25519 public key follows. */
const header = [0xed, 0x01];

/** @param publicKey its 32 bytes */
export const multikeyOf = (publicKey: Uint8Array): string => `z${base58([...header, ...publicKey])}`;

/** As Bitcoin writes it. The bytes never begin with a zero here, which would need a sign of its own. */
function base58(bytes: readonly number[]): string {
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (; value > 0n; value /= 58n) text = alphabet[Number(value % 58n)] + text;
  return text;
}
