import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { readTypeface } from './readTypeface.ts';

// Once in a process, by whoever imports this file: only where a picture has to be painted.
await initWasm(readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
const { bold, regular } = readTypeface();
const font = { fontBuffers: [bold, regular] };

/** SVG as PNG, with the letters of our typeface alone: the same bytes on every machine. */
export function rasterize(svg: string): Uint8Array {
  const picture = new Resvg(svg, { font });
  const image = picture.render();
  const png = image.asPng();
  // The memory of WebAssembly is not cleared by itself.
  image.free();
  picture.free();
  return png;
}
