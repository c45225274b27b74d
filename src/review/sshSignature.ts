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
  readonly signed: Uint8Array;
  /** 64 bytes (RFC 8032). */
  readonly signature: Uint8Array;
}

function readSignature(message: string, armored: string): SignatureParts | { fault: string } {
  const unreadable = { fault: 'it is not an SSH signature' };
  const body = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\s*$/.exec(
    armored.replaceAll('\r', ''),
  )?.[1];
  const blob = body === undefined ? null : fromBase64(body.replaceAll('\n', ''));
  if (blob === null || latin1(blob.subarray(0, 6)) !== 'SSHSIG') return unreadable;
  const reader = new Reader(blob.subarray(6));
  const version = reader.number();
  const keyBlob = reader.string();
  const madeFor = latin1(reader.string());
  const reserved = reader.string();
  const hash = latin1(reader.string());
  const inner = new Reader(reader.string());
  const kind = latin1(inner.string());
  const signature = inner.string();
  // As OpenSSH does, which takes a version 0 for 1.
  if (version > 1 || reserved.length > 0 || !reader.isAtEnd() || !inner.isAtEnd()) return unreadable;
  if (keyBytesOf(keyBlob) === null || kind !== keyType) return { fault: 'it was not made with an Ed25519 key' };
  if ((hash !== 'sha256' && hash !== 'sha512') || signature.length !== 64) return unreadable;
  if (madeFor !== namespace) return { fault: `it was made for \`${madeFor}\`, not for \`${namespace}\`` };
  return {
    key: toBase64(keyBlob),
    signed: joined([
      encoder.encode('SSHSIG'),
      ...[namespace, '', hash].map((text) => lengthPrefixed(encoder.encode(text))),
      lengthPrefixed(createHash(hash).update(message).digest()),
    ]),
    signature,
  };
}

function keyObjectOf(key: string): KeyObject {
  const bytes = keyBytesOf(fromBase64(key) ?? new Uint8Array()) ?? new Uint8Array();
  const x = toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function keyBytesOf(blob: Uint8Array): Uint8Array | null {
  const reader = new Reader(blob);
  const type = latin1(reader.string());
  const key = reader.string();
  return type === keyType && key.length === 32 && reader.isAtEnd() ? key : null;
}

/** The wire format of SSH (RFC 4251, 5). What is cut off reads as empty, and is never at its end. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(): number {
    this.#at += 4;
    return this.#at > this.#bytes.length ? 0 : viewOf(this.#bytes).getUint32(this.#at - 4);
  }

  string(): Uint8Array {
    const length = this.number();
    const start = this.#at;
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}

function lengthPrefixed(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  viewOf(length).setUint32(0, bytes.length);
  return joined([length, bytes]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

const encoder = new TextEncoder();

function latin1(bytes: Uint8Array): string {
  // A stranger's record may hold more bytes than a call takes arguments.
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function toBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes));
}

/** Null where the text is not the one way to write its bytes (RFC 4648): who decodes it skips blanks and bits that are left over. */
function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
