/** What the house knows of signing: documents go in, signed documents come out; the private halves of keys stay in here. */
export interface Signer {
  /** Makes a key; when this answers its public half (Multikey), the private half is safe on disk. */
  makeKey(): Promise<string>;
  /** Whether the private half of this public key can be used. */
  check(publicKey: string): Promise<'whole' | 'missing' | 'damaged'>;
  /** Public halves of all whose private half is here, the newest file first. */
  listKeys(): Promise<string[]>;
  /** Throws the private half away. */
  removeKey(publicKey: string): Promise<void>;
  /** Where the private half of this key is, to tell an operator. */
  fileOf(publicKey: string): string;
  /** Puts a proof under it (eddsa-rdfc-2022). The same in gives the same out. */
  sign(document: object, how: { publicKey: string; controller: string; created: Date }): Promise<object>;
  close(): Promise<void>;
}
