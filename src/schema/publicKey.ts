/**
 * The base64 part of an Ed25519 public key, as a file that ends in .pub holds
 * it: `ssh-ed25519 AAAA… comment` (RFC 8709). Null where the line is no such key.
 */
export function readPublicKey(line: string): string | null {
  return publicKeyPattern.exec(line)?.[1] ?? null;
}

/** The type and the length of the key stand first in its 51 bytes, so that they always begin alike. */
export const publicKeyPattern = /^ssh-ed25519[ \t]+(AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43})(?:[ \t].*)?$/;
