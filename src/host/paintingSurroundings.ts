import { cardPainter, letteringOf } from '../lettering/paintCard.ts';
import { encodePng } from '../lettering/palettePng.ts';
import { cacheFolder } from './cacheFolder.ts';
import type { PaintingSurroundings } from './host.ts';
import { paintInThreads } from './paintingThreads.ts';
import { openPictureCache } from './pictureCache.ts';
import { readTypeface } from './readTypeface.ts';

/** About a thousand pictures. */
const mostBytes = 48 * 1024 * 1024;

/**
 * Paints what no earlier build has painted: letters side by side by our own painter, any other text by the
 * rasterizer, which takes ten times as long and is loaded for the first such picture. `rasterizer`: its file.
 */
export function paintingSurroundings(rasterizer: string): PaintingSurroundings {
  return {
    paint: async (drawings, { projectRoot, env, kept }) => {
      const cache = openPictureCache(cacheFolder(projectRoot, env));
      const found = await Promise.all(drawings.map(({ key }) => cache.get(key)));
      const missing = drawings.filter((_, index) => found[index] === null);
      if (missing.length === 0) return found.filter((png) => png !== null);
      const painted = await paintAll(
        missing.map(({ svg }) => svg),
        rasterizer,
      );
      await Promise.all(missing.map(async ({ key }, index) => cache.put(key, painted[index] as Uint8Array)));
      await cache.trim(kept, mostBytes);
      return found.map((png) => png ?? (painted.shift() as Uint8Array));
    },
  };
}

async function paintAll(svgs: readonly string[], rasterizer: string): Promise<Uint8Array[]> {
  const paint = paintSimply();
  const simple = svgs.map(paint);
  const others = svgs.filter((_, index) => simple[index] === null);
  const rasterized = others.length === 0 ? [] : await rasterizeAll(others, rasterizer);
  return simple.map((png) => png ?? (rasterized.shift() as Uint8Array));
}

/** The PNG of a card of letters side by side; null where there is more to it. */
export function paintSimply(): (svg: string) => Uint8Array | null {
  const { bold, regular } = readTypeface();
  const paint = cardPainter(letteringOf(bold), letteringOf(regular));
  return (svg) => {
    const picture = paint(svg);
    return picture && encodePng(picture);
  };
}

async function rasterizeAll(svgs: readonly string[], rasterizer: string): Promise<Uint8Array[]> {
  const painted = await paintInThreads(svgs, rasterizer);
  if (painted !== null) return painted;
  const { rasterize } = await import('./rasterizer.ts');
  return svgs.map(rasterize);
}
