import { cacheFolder } from './cacheFolder.ts';
import type { PaintingSurroundings } from './host.ts';
import { openPictureCache } from './pictureCache.ts';

/** About a thousand pictures. */
const mostBytes = 48 * 1024 * 1024;

/** Paints what no earlier build has painted. The rasterizer and the fonts are loaded for the first such picture. */
export function paintingSurroundings(): PaintingSurroundings {
  return {
    paint: async (drawings, { projectRoot, env, kept }) => {
      const cache = openPictureCache(cacheFolder(projectRoot, env));
      let isNew = false;
      const pngs: Uint8Array[] = [];
      for (const drawing of drawings) {
        let png = await cache.get(drawing.key);
        if (png === null) {
          const { rasterize } = await import('./rasterizer.ts');
          png = rasterize(drawing.svg);
          isNew = true;
          await cache.put(drawing.key, png);
        }
        pngs.push(png);
      }
      if (isNew) await cache.trim(kept, mostBytes);
      return pngs;
    },
  };
}
