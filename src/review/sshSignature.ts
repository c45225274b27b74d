import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/**
 * Signatures of OpenSSH over a text, as `ssh-keygen -Y sign` makes them with
 * Ed25519 keys (OpenSSH, PROTOCOL.sshsig). A signature holds under its
 * namespace alone: one that was made for mail or for git approves nothing.
 */
export const namespace = 'review@faqgen';

const keyType = 'ssh-ed25519';

/** The public key that made a signature, in base64 without its type; or why it proves nothing. */
export type Signer = { readonly key: string } | { readonly fault: string };

/** Who made the armored `signature` over `message`. */
export function signerOf(message: string, signature: string): Signer {
  const parts = readSignature(message, signature);
  if ('fault' in parts) return parts;
  return verify(null, parts.signed, keyObjectOf(parts.key), parts.signature) ? { key: parts.key } : doesNotFit;
}

/** The same for many, on as many threads as Node keeps for such work. */
export function signersOf(signed: readonly { message: string; signature: string }[]): Promise<Signer[]> {
  // A reviewer signs many answers with one key.
  const keys = new Map<string, KeyObject>();
  return Promise.all(
    signed.map(({ message, signature }) => {
      const parts = readSignature(message, signature);
      if ('fault' in parts) return parts;
      const key = keys.get(parts.key) ?? keyObjectOf(parts.key);
      keys.set(parts.key, key);
      return new Promise<Signer>((resolve) => {
        verify(null, parts.signed, key, parts.signature, (error, fits) =>
          resolve(!error && fits ? { key: parts.key } : doesNotFit),
        );
      });
    }),
  );
}

const doesNotFit: Signer = { fault: 'it does not fit the text' };

interface SignatureParts {
  readonly key: string;
  /** What the signature was made over. */
  readonly signed: Buffer;
  /** 64 bytes (RFC 8032). */
  readonly signature: Buffer;
}

function readSignature(message: string, armored: string): SignatureParts | { fault: string } {
  const unreadable = { fault: 'it is not an SSH signature' };
  const body = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\s*$/.exec(
    armored.replaceAll('\r', ''),
  )?.[1];
  const blob = body === undefined ? null : fromBase64(body.replaceAll('\n', ''));
  if (blob === null || blob.toString('latin1', 0, 6) !== 'SSHSIG') return unreadable;
  const reader = new Reader(blob.subarray(6));
  const version = reader.number();
  const keyBlob = reader.string();
  const madeFor = reader.string().toString('latin1');
  const reserved = reader.string();
  const hash = reader.string().toString('latin1');
  const inner = new Reader(reader.string());
  const kind = inner.string().toString('latin1');
  const signature = inner.string();
  // As OpenSSH does, which takes a version 0 for 1.
  if (version > 1 || reserved.length > 0 || !reader.isAtEnd() || !inner.isAtEnd()) return unreadable;
  if (keyBytesOf(keyBlob) === null || kind !== keyType) return { fault: 'it was not made with an Ed25519 key' };
  if ((hash !== 'sha256' && hash !== 'sha512') || signature.length !== 64) return unreadable;
  if (madeFor !== namespace) return { fault: `it was made for \`${madeFor}\`, not for \`${namespace}\`` };
  return {
    key: keyBlob.toString('base64'),
    signed: Buffer.concat([
      Buffer.from('SSHSIG'),
      ...[namespace, '', hash].map((text) => lengthPrefixed(Buffer.from(text))),
      lengthPrefixed(createHash(hash).update(message).digest()),
    ]),
    signature,
  };
}

function keyObjectOf(key: string): KeyObject {
  const bytes = keyBytesOf(Buffer.from(key, 'base64'));
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes?.toString('base64url') ?? '' }, format: 'jwk' });
}

function keyBytesOf(blob: Buffer): Buffer | null {
  const reader = new Reader(blob);
  const type = reader.string().toString('latin1');
  const key = reader.string();
  return type === keyType && key.length === 32 && reader.isAtEnd() ? key : null;
}

/** The wire format of SSH (RFC 4251, 5). What is cut off reads as empty, and is never at its end. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  number(): number {
    this.#at += 4;
    return this.#at > this.#bytes.length ? 0 : this.#bytes.readUInt32BE(this.#at - 4);
  }

  string(): Buffer {
    const length = this.number();
    const start = this.#at;
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Null where the text is not the one way to write its bytes (RFC 4648): Node itself skips whatever it does not know. */
function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
