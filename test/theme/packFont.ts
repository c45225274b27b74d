import { brotliCompressSync, constants, deflateSync } from 'node:zlib';

interface Table {
  readonly tag: string;
  readonly checksum: number;
  readonly data: Buffer;
}

function tablesOf(ttf: Buffer): Table[] {
  return Array.from({ length: ttf.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index;
    const offset = ttf.readUInt32BE(at + 8);
    const data = ttf.subarray(offset, offset + ttf.readUInt32BE(at + 12));
    return { tag: ttf.toString('latin1', at, at + 4), checksum: ttf.readUInt32BE(at + 4), data };
  });
}

/** A TrueType font as WOFF 2.0, each table as it is: browsers read it as the original. */
export function packWoff2(ttf: Buffer): Buffer {
  const tables = tablesOf(ttf);
  const base128 = (value: number): number[] => {
    const digits = [value & 0x7f];
    for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
    return digits;
  };
  const directory = Buffer.from(
    tables.flatMap(({ tag, data }) => {
      // Version 3 of these two is no transformation, and version 0 of all others.
      const flags = 63 | (tag === 'glyf' || tag === 'loca' ? 3 << 6 : 0);
      return [flags, ...Buffer.from(tag, 'latin1'), ...base128(data.length)];
    }),
  );
  const packed = brotliCompressSync(Buffer.concat(tables.map(({ data }) => data)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
  });
  const padded = Buffer.alloc(Math.ceil(packed.length / 4) * 4);
  packed.copy(padded);
  const header = Buffer.alloc(48);
  header.write('wOF2', 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt16BE(tables.length, 12);
  const size = tables.reduce((sum, { data }) => sum + Math.ceil(data.length / 4) * 4, 12 + 16 * tables.length);
  header.writeUInt32BE(size, 16);
  header.writeUInt32BE(packed.length, 20);
  const body = Buffer.concat([directory, packed]);
  const whole = Buffer.alloc(Math.ceil((48 + body.length) / 4) * 4);
  header.writeUInt32BE(whole.length, 8);
  header.copy(whole);
  body.copy(whole, 48);
  return whole;
}

/** A TrueType font as WOFF. */
export function packWoff(ttf: Buffer): Buffer {
  const tables = tablesOf(ttf);
  let at = 44 + 20 * tables.length;
  const directory: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const { tag, checksum, data } of tables) {
    const deflated = deflateSync(data);
    const packed = deflated.length < data.length ? deflated : data;
    const entry = Buffer.alloc(20);
    entry.write(tag, 'latin1');
    for (const [index, value] of [at, packed.length, data.length, checksum].entries())
      entry.writeUInt32BE(value, 4 + 4 * index);
    directory.push(entry);
    const body = Buffer.alloc(Math.ceil(packed.length / 4) * 4);
    packed.copy(body);
    bodies.push(body);
    at += body.length;
  }
  const header = Buffer.alloc(44);
  header.write('wOFF', 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt32BE(at, 8);
  header.writeUInt16BE(tables.length, 12);
  header.writeUInt32BE(
    tables.reduce((sum, { data }) => sum + Math.ceil(data.length / 4) * 4, 12 + 16 * tables.length),
    16,
  );
  return Buffer.concat([header, ...directory, ...bodies]);
}

/** A TrueType font with tables more, or others in the place of its own. */
export function withTables(ttf: Buffer, more: Readonly<Record<string, Buffer>>): Buffer {
  const kept = tablesOf(ttf).filter(({ tag }) => more[tag] === undefined);
  const added = Object.entries(more).map(([tag, data]) => ({ tag, checksum: 0, data }));
  const tables = [...kept, ...added];
  const header = Buffer.alloc(12 + 16 * tables.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(tables.length, 4);
  let offset = header.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = 12 + 16 * index;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(checksum, at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(data.length, at + 12);
    offset += data.length;
  }
  return Buffer.concat([header, ...tables.map(({ data }) => data)]);
}
