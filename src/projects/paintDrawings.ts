import type { Host } from '../host/host.ts';
import type { Memory } from '../memory.ts';
import type { Drawing } from '../pages/shareImage.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/** The pictures of a site as files: remembered from the last build of `watch`, kept from an earlier build, or painted. */
export async function paintDrawings(
  drawings: readonly Drawing[],
  projectRoot: string,
  host: Host,
  memory: Memory,
): Promise<SiteFile[]> {
  const pictures = drawings.map((drawing) => ({
    drawing,
    painted: memory.recall('painted', drawing.key, (): { png: Uint8Array | null } => ({ png: null })),
  }));
  const missing = pictures.filter(({ painted }) => painted.png === null);
  if (missing.length > 0) {
    const { paint } = await host.forPainting();
    const kept = new Set(drawings.map(({ key }) => key));
    const pngs = await paint(
      missing.map(({ drawing }) => drawing),
      { projectRoot, env: host.env, kept },
    );
    for (const [index, { painted }] of missing.entries()) painted.png = pngs[index] ?? null;
  }
  return pictures.map(({ drawing: { path }, painted: { png } }) => {
    if (png === null) throw new Error(`${path} was not painted`);
    return { path, contents: png };
  });
}
