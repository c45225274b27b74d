import { afterEach, describe, expect, test } from 'vitest';
import { type Served, serveFiles } from '../servedSite.ts';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';
import { run } from '../testHost.ts';
import { bees, beesFiles, tamperingsOf, without } from './tamperings.ts';

/** What a host gives to readers is judged as the folder would be. */

const site = filesOf(
  compileSigned(
    `${bees}reviewers:
  doe: {name: Jane Doe, role: Nurse}
`,
    ['sting'],
    {},
    beesFiles,
  ),
);

let server: Served | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function verifyServed(files: SiteFiles, folder = '/') {
  const list = JSON.stringify({ faqgen: 1, files: Object.keys({ ...site, ...files }).sort() });
  server = await serveFiles({ '.faqgen.json': list, ...files }, folder);
  const address = server.origin + folder;
  const { exitCode, stdout, stderr } = await run(['review', 'verify', address, '--private'], '/nowhere');
  const local = (text: string): string => text.replaceAll(address, 'site/').replaceAll(server?.origin ?? '', 'site');
  return { exitCode, stdout: local(stdout), stderr: local(stderr) };
}

const tamperings = tamperingsOf(site);

describe('a site at an address', () => {
  test.each(Object.keys(tamperings))('with %s changed gets the verdict of its folder', async (kind) => {
    const files = tamperings[kind]?.() as SiteFiles;
    const served = await verifyServed(files);
    const { '.faqgen.json': _, ...folder } = files;
    const lying = await verifyInMemory(folder);
    const sorted = (text: string): string[] => text.split('\n').sort();
    expect(sorted(served.stdout)).toEqual(sorted(lying.stdout));
    expect(served.exitCode).toBe(lying.exitCode);
    const isHonest = kind === 'nothing' || kind === 'no list';
    expect(served.exitCode, served.stderr).toBe(isHonest ? 0 : 1);
    // Of what is missing, the list of the site tells besides.
    for (const line of lying.stderr.split('\n').filter((text) => text.startsWith('error')))
      expect(served.stderr).toContain(line);
  });

  test('may lie in a folder of its host, and is told by the address of its pages', async () => {
    const { exitCode, stdout, stderr } = await verifyServed(site, '/help/bees/');
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^approved {2}site\/index\.html#sting {2}Jane Doe on 2026-11-10/m);
  });

  test('that lists what it does not have, or does not list what its data name, is told', async () => {
    const { exitCode, stderr } = await verifyServed(without(site, 'hive.md'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('it lists hive.md, which is not there');
    await server?.close();
    const list = JSON.stringify({ files: ['index.html'] });
    const fake = edited(site, 'sting.html', '10 minutes', '60 minutes');
    expect((await verifyServed({ ...fake, '.faqgen.json': list })).stderr).toContain('error[false-review]');
  });
});
