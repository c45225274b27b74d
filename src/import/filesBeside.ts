import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ImportSurroundings } from '../host/host.ts';

type World = Pick<ImportSurroundings, 'isThere'>;

/** The path from the new FAQ of a picture that lies beside a source; one outside of its folder is to be copied. */
export function pictureBeside(
  address: string,
  source: string,
  out: string,
  copies: Map<string, string>,
  world: World,
): string | null {
  const name = withoutPercents(address.replace(/[?#].*$/, ''));
  if (!/\.(?:png|jpe?g|gif|webp|avif)$/i.test(name) || /^(?:[a-z][a-z\d+.-]*:|\/)/i.test(name)) return null;
  const from = resolve(dirname(source), name);
  if (!world.isThere(from)) return null;
  const inside = relative(dirname(out), from).split(sep).join('/');
  if (!inside.startsWith('../') && !/^[a-z]:/i.test(inside)) return inside;
  for (let number = 1; ; number++) {
    const path = `pictures/${number === 1 ? '' : `${number}-`}${basename(name)}`;
    const other = copies.get(path);
    if (other === from) return path;
    if (other !== undefined || world.isThere(join(dirname(out), path))) continue;
    copies.set(path, from);
    return path;
  }
}

function withoutPercents(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** The way from the new FAQ to the schema of the program that its folder finds. */
export function schemaBeside(out: string, world: World): string {
  const installed = 'node_modules/faqgen/schema/faq.schema.json';
  for (
    let [folder, way] = [dirname(out), './'];
    ;
    [folder, way] = [dirname(folder), way === './' ? '../' : `../${way}`]
  ) {
    if (world.isThere(join(folder, installed))) return `${way}${installed}`;
    if (folder === dirname(folder)) return `./${installed}`;
  }
}
