import { readFile } from 'node:fs/promises';
import { isMainThread, parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { palettePng } from '../lettering/palettePng.ts';
import { readTypeface } from './readTypeface.ts';

// Once in a process, by whoever imports this file: only where a picture has to be painted.
await initWasm(readFile(new URL('../../lib/host/resvg.wasm', import.meta.url)));
const { bold, regular } = readTypeface();
const font = { fontBuffers: [bold, regular] };

/** SVG as PNG, with the letters of our typeface alone: the same bytes on every machine. Letters on plain ground need few colours. */
export function rasterize(svg: string): Uint8Array {
  const picture = new Resvg(svg, { font });
  const image = picture.render();
  const png = palettePng(image.pixels, image.width, image.height) ?? image.asPng();
  // The memory of WebAssembly is not cleared by itself.
  image.free();
  picture.free();
  return png;
}

// In a thread of its own, it paints what it is sent.
if (!isMainThread) parentPort?.on('message', (svg: string) => parentPort?.postMessage(rasterize(svg)));
