/// <reference lib="dom" />

/**
 * What the program asks of `node:crypto`, in a browser. Digests are computed here, since those of WebCrypto come later and a page is
 * judged at once; signatures are checked by WebCrypto beforehand (`signersOf`), and what it said is known when a record is judged.
 */
type Bytes = Uint8Array<ArrayBuffer>;

interface Hash {
  update(contents: string | Uint8Array): Hash;
  digest(): Bytes;
  digest(encoding: 'hex' | 'base64'): string;
}

export function createHash(name: 'sha256' | 'sha512'): Hash {
  let contents: Uint8Array = new Uint8Array();
  const hash = {
    update: (given: string | Uint8Array) => {
      contents = typeof given === 'string' ? new TextEncoder().encode(given) : given;
      return hash;
    },
    digest: (encoding?: 'hex' | 'base64') => {
      const bytes = name === 'sha256' ? sha256(contents) : sha512(contents);
      if (encoding === undefined) return bytes;
      return encoding === 'hex'
        ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
        : btoa(String.fromCharCode(...bytes));
    },
  };
  return hash as Hash;
}

/** The raw bytes of an Ed25519 key, in base64url, as a JWK has them. */
export interface KeyObject {
  readonly x: string;
}

export function createPublicKey({ key: { x } }: { readonly key: { readonly x: string } }): KeyObject {
  return { x };
}

/** By what was signed, by which key, and the signature. */
const checked = new Map<string, boolean>();

/** With `tell`, asks WebCrypto; without, repeats what it said. */
export function verify(
  _: null,
  signed: Uint8Array,
  { x }: KeyObject,
  signature: Uint8Array,
  tell?: (error: Error | null, fits: boolean) => void,
): boolean {
  const name = [x, ...[signed, signature].map((bytes) => createHash('sha256').update(bytes).digest('hex'))].join(' ');
  if (tell) {
    verifySignature(x, signed, signature).then(
      (fits) => {
        checked.set(name, fits);
        tell(null, fits);
      },
      (error: Error) => {
        checked.set(name, false);
        tell(error, false);
      },
    );
    return false;
  }
  const fits = checked.get(name);
  if (fits === undefined) throw new Error('a signature is judged that was not checked');
  return fits;
}

async function verifySignature(x: string, signed: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const key = await importKey(x);
  return crypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(signed));
}

function importKey(x: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519', false, ['verify']);
}

/** Whether this browser checks signatures by Ed25519: an old one does not, and none does on a page that came by `http`. */
export async function canCheckSignatures(): Promise<boolean> {
  try {
    // The key of test 1 of RFC 8032, 7.1.
    await importKey('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo');
    return true;
  } catch {
    return false;
  }
}

/** The first 32 bits of the fractions of the cube roots of the first 64 primes, and 64 bits of 80 (FIPS 180-4, 4.2). */
const constants = firstPrimes(80).map((prime) => fractionOfRoot(BigInt(prime), 3n));
/** The same of the square roots of the first eight (5.3). */
const starts = firstPrimes(8).map((prime) => fractionOfRoot(BigInt(prime), 2n));
const constants32 = Int32Array.from(constants.slice(0, 64), (fraction) => Number(fraction >> 32n) | 0);

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number++)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return primes;
}

/** The first 64 bits behind the point. */
function fractionOfRoot(number: bigint, degree: bigint): bigint {
  const target = number << (64n * degree);
  let low = 0n;
  let high = number << 64n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return BigInt.asUintN(64, low);
}

/** Behind the contents: a one, zeros, and the length in bits, in blocks of `size` bytes (5.1). */
function padded(contents: Uint8Array, size: 64 | 128): { bytes: Uint8Array; view: DataView } {
  const length = Math.ceil((contents.length + 1 + size / 8) / size) * size;
  const bytes = new Uint8Array(length);
  bytes.set(contents);
  bytes[contents.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(length - 8, BigInt(contents.length) * 8n);
  return { bytes, view };
}

function sha256(contents: Uint8Array): Bytes {
  const { bytes, view } = padded(contents, 64);
  const state = Int32Array.from(starts, (fraction) => Number(fraction >> 32n) | 0);
  const words = new Int32Array(64);
  const at = (list: Int32Array, index: number): number => list[index] as number;
  for (let start = 0; start < bytes.length; start += 64) {
    for (let index = 0; index < 16; index++) words[index] = view.getInt32(start + index * 4);
    for (let index = 16; index < 64; index++) {
      const [early, late] = [at(words, index - 15), at(words, index - 2)];
      const first = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
      const second = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
      words[index] = (at(words, index - 16) + first + at(words, index - 7) + second) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let index = 0; index < 64; index++) {
      const ofE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const first = (h + ofE + ((e & f) ^ (~e & g)) + at(constants32, index) + at(words, index)) | 0;
      const ofA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const second = (ofA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (at(state, index) + word) | 0;
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, word] of state.entries()) digest.setInt32(index * 4, word);
  return new Uint8Array(digest.buffer);
}

/** Of statements alone, which are short. */
function sha512(contents: Uint8Array): Bytes {
  const { bytes, view } = padded(contents, 128);
  const state = [...starts];
  const wrap = (number: bigint): bigint => BigInt.asUintN(64, number);
  const turned = (word: bigint, by: bigint): bigint => wrap((word >> by) | (word << (64n - by)));
  const at = (list: readonly bigint[], index: number): bigint => list[index] as bigint;
  for (let start = 0; start < bytes.length; start += 128) {
    const words = Array.from({ length: 16 }, (_, index) => view.getBigUint64(start + index * 8));
    for (let index = 16; index < 80; index++) {
      const [early, late] = [at(words, index - 15), at(words, index - 2)];
      const first = turned(early, 1n) ^ turned(early, 8n) ^ (early >> 7n);
      const second = turned(late, 19n) ^ turned(late, 61n) ^ (late >> 6n);
      words.push(wrap(at(words, index - 16) + first + at(words, index - 7) + second));
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let index = 0; index < 80; index++) {
      const ofE = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
      const first = wrap(h + ofE + ((e & f) ^ (wrap(~e) & g)) + at(constants, index) + at(words, index));
      const ofA = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
      const second = wrap(ofA + ((a & b) ^ (a & c) ^ (b & c)));
      [h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + first), c, b, a, wrap(first + second)];
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = wrap(at(state, index) + word);
  }
  const digest = new DataView(new ArrayBuffer(64));
  for (const [index, word] of state.entries()) digest.setBigUint64(index * 8, word);
  return new Uint8Array(digest.buffer);
}
