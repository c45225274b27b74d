import { createHash } from 'node:crypto';

const known = new WeakMap<Uint8Array, string>();

/** SHA-256 (FIPS 180-4) of a file, in 64 hexadecimal digits. Several ask for that of a picture: it is made once. */
export function fileDigest(bytes: Uint8Array): string {
  const digest = known.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
  known.set(bytes, digest);
  return digest;
}
