import { expect, it } from 'vitest';
import { decodeSource } from '../../src/shapes/decodeSource.ts';

it('reads the signs of windows-1252 where Latin-1 has controls', () => {
  expect(decodeSource(Uint8Array.of(0x80, 0x35, 0x20, 0x96, 0x20, 0x84, 0xe9, 0x93)).text).toBe('€5 – „é“');
});
