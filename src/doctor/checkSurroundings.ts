// In: a project, and the outside world as far as it was asked for.
// Out: what was looked at, what was found, and what mends it.
// Does not know: how a FAQ is built, and what is wrong in it.

import { dirname, join, resolve } from 'node:path';
import type { Faq } from '../faq/faq.ts';
import { lockPath } from '../faq/idsLock.ts';
import type { DoctorSurroundings } from '../host/host.ts';
import { dailyRebuild } from './dailyRebuild.ts';
import { type Finding, ok, problem, remark, unchecked } from './finding.ts';
import { signingFindings } from './signing.ts';

/** The project that is looked at. */
export interface Patient {
  /** Absolute: the folder of the FAQ. */
  readonly root: string;
  /** The name of the FAQ. */
  readonly source: string;
  /** Null where it cannot be read, or has errors. */
  readonly faq: Faq | null;
  /** Absolute: the folder of the site. */
  readonly out: string;
  /** Whether to try if the system tells of changes. */
  readonly watch: boolean;
}

/** The program that runs. */
export interface Program {
  readonly version: string;
  /** The oldest Node that will do, as in `20.19.0`. */
  readonly oldestNode: string;
}

/** Everything but whether the FAQ is there, in the order in which a person would look. */
export async function checkSurroundings(
  patient: Patient,
  program: Program,
  world: DoctorSurroundings,
): Promise<Finding[]> {
  return [
    nodeFinding(program, world),
    await programFinding(patient, program, world),
    await schemaFinding(patient, world),
    addressFinding(patient),
    await folderFinding(patient, world),
    await lockFinding(patient, world),
    await dailyRebuild(patient.root, world),
    ...(await signingFindings(patient, world)),
    await watchFinding(patient, world),
  ];
}

function nodeFinding({ oldestNode }: Program, { nodeVersion }: DoctorSurroundings): Finding {
  const found = `Node ${nodeVersion}; ${oldestNode} or newer is needed`;
  return isOlder(nodeVersion, oldestNode)
    ? problem('Node', found, `install Node ${oldestNode} or newer`)
    : ok('Node', found);
}

function isOlder(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((one) => one.split('.').map(Number));
  const at = a?.findIndex((number, index) => number !== b?.[index]) ?? -1;
  return at >= 0 && (a?.[at] ?? 0) < (b?.[at] ?? 0);
}

async function programFinding({ root }: Patient, { version }: Program, world: DoctorSurroundings): Promise<Finding> {
  const name = 'program';
  const above = await world.nearest(root, 'node_modules/faqgen/package.json');
  if (above === null) {
    const wanting = await world.nearest(root, 'package.json');
    if (wanting !== null && asksForFaqgen((await world.readText(join(wanting, 'package.json'))) ?? ''))
      return problem(
        name,
        `${join(wanting, 'package.json')} asks for faqgen, and it is not installed`,
        'run `npm install`',
      );
    return ok(name, `faqgen ${version} in ${world.program}; the project has none of its own`);
  }
  const own = await world.realPath(join(above, 'node_modules/faqgen'));
  if (own === world.program) return ok(name, `faqgen ${version}, the one that is installed in the project`);
  const others = versionIn((await world.readText(join(own, 'package.json'))) ?? '');
  return problem(
    name,
    `faqgen ${version} in ${world.program} answers, but the project has ${others ?? 'another one'} in ${own}`,
    'call that of the project by `npx --no-install faqgen`',
  );
}

function asksForFaqgen(packageJson: string): boolean {
  const { dependencies, devDependencies } = objectIn(packageJson);
  return [dependencies, devDependencies].some((one) => typeof one === 'object' && one !== null && 'faqgen' in one);
}

function versionIn(packageJson: string): string | null {
  const { version } = objectIn(packageJson);
  return typeof version === 'string' ? version : null;
}

function objectIn(json: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}

async function schemaFinding({ root, source }: Patient, world: DoctorSurroundings): Promise<Finding> {
  const name = 'schema';
  const text = await world.readText(join(root, source));
  if (text === null) return unchecked(name, `${source} cannot be read`);
  const [, named] = /^#\s*yaml-language-server:.*\$schema=(\S+)/m.exec(text) ?? [];
  if (named === undefined)
    return unchecked(
      name,
      `no line of ${source} says where editors find the schema: \`# yaml-language-server: $schema=…\``,
    );
  if (/^[a-z]{2,}:/i.test(named)) return unchecked(name, `${named} is an address, and nothing is asked of the network`);
  const schema = await world.readText(resolve(root, named));
  if (schema !== null && 'properties' in objectIn(schema))
    return ok(name, `the line for editors leads to a schema: ${named}`);
  return problem(
    name,
    schema === null
      ? `there is no file ${named}, in which editors look for the schema`
      : `${named} holds no JSON Schema`,
    'run `npm install`, or `faqgen schema > faq.schema.json` and write `$schema=./faq.schema.json` in that line',
  );
}

function addressFinding({ faq, source }: Patient): Finding {
  const name = 'url';
  if (faq === null) return unchecked(name, whyUnread(source));
  if (faq.url === null)
    return remark(
      name,
      `${source} has no \`url\`, so that there is no sitemap and no feed`,
      'once the address of the site is known, write it: `url: https://example.org/faq/`',
    );
  return faq.url.startsWith('https://')
    ? ok(name, faq.url)
    : problem(
        name,
        `${faq.url} is sent without encryption`,
        'serve the site by https, and write that address in `url`',
      );
}

export function whyUnread(source: string): string {
  return `${source} cannot be read without errors: \`faqgen check\` tells them`;
}

/** The site is prepared in a folder beside the one that it replaces. */
async function folderFinding({ out }: Patient, world: DoctorSurroundings): Promise<Finding> {
  const name = 'folder';
  const around = (await world.nearest(dirname(out), '')) ?? out;
  const isThere = (await world.nearest(out, '')) === out;
  for (const folder of [around, ...(isThere ? [out] : [])]) {
    const reason = await world.refusal(folder);
    if (reason !== null)
      return problem(
        name,
        `nothing can be written into ${folder}: ${reason}`,
        'allow it, or name another folder by `--out`',
      );
  }
  return ok(
    name,
    `${out} can be written${isThere ? '' : ': it is not there yet, and the folder above it takes new ones'}`,
  );
}

async function lockFinding({ root, source }: Patient, world: DoctorSurroundings): Promise<Finding> {
  const name = 'ids.lock';
  const lock = lockPath(source);
  const git = (...argv: string[]) => world.run('git', argv, root);
  const inside = await git('rev-parse', '--is-inside-work-tree');
  if (inside === null) return unchecked(name, 'git is not installed');
  if (inside.exitCode !== 0) return unchecked(name, `git knows of no repository here: ${firstLine(inside.output)}`);
  if ((await git('check-ignore', '-q', lock))?.exitCode === 0)
    return problem(
      name,
      `git ignores ${lock}`,
      `take it out of .gitignore, and commit it: it tells when a published id is lost`,
    );
  if ((await world.readText(join(root, lock))) === null)
    return unchecked(name, `there is no ${lock} yet: \`faqgen build --publish\` writes it`);
  const status = await git('status', '--porcelain', '--', lock);
  if (status?.exitCode !== 0) return unchecked(name, 'git does not say whether it is committed');
  return status.output.trim() === ''
    ? ok(name, `${lock} is committed`)
    : problem(name, `${lock} is not committed as it is`, `run \`git add ${lock}\`, and commit it`);
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

async function watchFinding({ root, watch }: Patient, world: DoctorSurroundings): Promise<Finding> {
  const name = 'watching';
  if (!watch)
    return unchecked(
      name,
      'with `--watch` a file is written beside the FAQ for a moment, to see whether that is noticed',
    );
  const reason = await world.refusal(root);
  if (reason !== null) return unchecked(name, `nothing can be written into ${root}: ${reason}`);
  return (await world.noticesChange(root))
    ? ok(name, `the system tells of changes in ${root}`)
    : problem(name, `the system tells of no change in ${root}`, 'use `faqgen watch --poll`');
}
