/** A passkey in software: makes and shows keys as a browser with a phone would, and lies where a test wants it to. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Options = Record<string, unknown>;

export interface Lies {
  origin?: string;
  /** Where the key thinks it is. */
  rpId?: string;
  /** Whoever holds it was not recognised. */
  unverified?: boolean;
  challenge?: string;
  type?: string;
  counter?: number;
  userHandle?: string | null;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const uint = (n: number, bytes: number) => {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(n, 0, bytes);
  return out;
};
/** CBOR, as much of it as is needed: bytes up to 65,535, and short texts. */
const cborBytes = (data: Buffer) =>
  Buffer.concat([data.length < 256 ? Buffer.from([0x58, data.length]) : Buffer.from([0x59, ...uint(data.length, 2)]), data]);
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

export class Authenticator {
  readonly id = randomBytes(32).toString('base64url');
  counter = 1;
  private readonly privateKey: KeyObject;
  private readonly cose: Buffer;
  private handle = '';
  readonly origin: string;

  constructor(origin = 'http://localhost:4321') {
    this.origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.cose = Buffer.concat([
      // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      cborBytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      cborBytes(Buffer.from(y, 'base64url')),
    ]);
  }

  make(options: object, lies: Lies = {}): string {
    const { user, rp } = options as { user: { id: string }; rp: { id: string } };
    this.handle = user.id;
    const id = Buffer.from(this.id, 'base64url');
    const data = this.data(rp.id, 0x40, lies, Buffer.concat([Buffer.alloc(16), uint(id.length, 2), id, this.cose]));
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...[cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0]), cborText('authData'), cborBytes(data)],
    ]);
    return this.answer({
      clientDataJSON: this.client('webauthn.create', options as Options, lies).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal', 'hybrid'],
    });
  }

  show(options: object, lies: Lies = {}): string {
    this.counter = lies.counter ?? this.counter + 1;
    const data = this.data((options as { rpId: string }).rpId, 0, lies, Buffer.alloc(0));
    const client = this.client('webauthn.get', options as Options, lies);
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.privateKey);
    return this.answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
      ...(lies.userHandle === null ? {} : { userHandle: lies.userHandle ?? this.handle }),
    });
  }

  private data(rpId: string, more: number, lies: Lies, rest: Buffer) {
    const flags = 0x01 | (lies.unverified ? 0 : 0x04) | more;
    return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.from([flags]), uint(this.counter, 4), rest]);
  }

  private client(type: string, options: Options, lies: Lies) {
    const challenge = lies.challenge ?? options['challenge'];
    return Buffer.from(
      JSON.stringify({ type: lies.type ?? type, challenge, origin: lies.origin ?? this.origin, crossOrigin: false }),
    );
  }

  private answer(response: object) {
    return JSON.stringify({ id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} });
  }
}
