import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { type Served, serveFiles } from '../servedSite.ts';
import { compileSigned, edited, filesOf, type SiteFiles, verifyInMemory } from '../signedSite.ts';
import { run } from '../testHost.ts';

/** What a host gives to readers is judged as the folder would be. */

const site = filesOf(
  compileSigned(
    `title: Bees
url: https://bees.example/
questions:
  - {id: sting, question: What helps against a sting?, short: Cold., answer: "Cold water for 10 minutes [@atlas]. ![Ice](ice.svg) See [hives](#hive)."}
  - {id: hive, question: Who takes a hive away?, answer: "A beekeeper, for nothing [@atlas]; see [stings](#sting)."}
sources:
  atlas: {title: Atlas of bees, url: 'https://atlas.example/', date: 2024}
reviewers:
  doe: {name: Jane Doe, role: Nurse}
`,
    ['sting'],
    {},
    { 'ice.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="4"/></svg>\n' },
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

const without = (path: string): SiteFiles => Object.fromEntries(Object.entries(site).filter(([name]) => name !== path));
const everywhere = (from: string, to: string): SiteFiles =>
  Object.fromEntries(
    Object.entries(site).map(([path, text]) => [
      path,
      /\.(?:html|md|json|txt|xml)$/.test(path) ? text.replaceAll(from, to) : text,
    ]),
  );
const swapped = (): SiteFiles => ({
  ...site,
  'sting.html': String(site['hive.html']),
  'hive.html': String(site['sting.html']),
});

const tamperings: Readonly<Record<string, () => SiteFiles>> = {
  nothing: () => site,
  'a number': () => edited(site, 'sting.html', '10 minutes', '60 minutes'),
  'a number on the front page': () => edited(site, 'index.html', '10 minutes', '60 minutes'),
  'a number on every page and in every copy': () => everywhere('10 minutes', '60 minutes'),
  'a word that cannot be seen': () => edited(site, 'sting.html', 'Cold water', 'Cold \u200bnot water'),
  'a sentence in the answer': () => edited(site, 'sting.html', '10 minutes', '10 minutes, or ice'),
  'the question': () => edited(site, 'sting.html', 'against a sting?</h1>', 'against a bite?</h1>'),
  'the reviewer': () => everywhere('Jane Doe', 'John Roe'),
  'the role': () => everywhere('Nurse', 'Surgeon'),
  'the last day': () => edited(site, 'sting.html', '2027', '2037'),
  'the source': () => edited(site, 'sting.html', 'https://atlas.example/', 'https://shop.example/'),
  'the record': () => edited(site, 'reviews/sting.yaml', '10 minutes', '60 minutes'),
  'the digest of the record': () => edited(site, 'reviews/sting.yaml', /sha256:..../, 'sha256:0000'),
  'a record under another name': () => ({ ...site, 'reviews/hive.yaml': String(site['reviews/sting.yaml']) }),
  'no record': () => without('reviews/sting.yaml'),
  'no page': () => without('hive.html'),
  'no data': () => without('faq.json'),
  'no list': () => ({ ...site, '.faqgen.json': '' }),
  'two pages that change places': swapped,
  'a script': () => edited(site, 'sting.html', '</head>', '<script>document.title = 1</script></head>'),
  'a style in a page': () => edited(site, 'sting.html', '</head>', '<style>.prose{display:none}</style></head>'),
  'a claim on an answer without a review': () =>
    edited(site, 'hive.html', 'for nothing', 'for nothing. Reviewed by Jane Doe'),
  'the mark of a signed answer': () => edited(site, 'hive.html', 'review unsigned', 'review signed'),
  'a hidden answer': () => edited(site, 'sting.html', '<div class="prose">', '<div class="prose" hidden>'),
  'a picture everywhere': () => {
    const other = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="9"/></svg>\n';
    const path = Object.keys(site).find((one) => one.startsWith('assets/ice.')) as string;
    const hash = createHash('sha256').update(other).digest('hex').slice(0, 10);
    const name = `assets/ice.${hash}.svg`;
    return { ...everywhere(path, name), [path]: String(site[path]), [name]: other };
  },
  'what a link leads to': () => everywhere('Who takes a hive away?', 'Who sells ice?'),
  'a style of the site': () => {
    const style = Object.keys(site).find((path) => path.endsWith('.css')) as string;
    return { ...site, [style]: `${site[style]}.answer{display:none}` };
  },
};

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
    const { exitCode, stderr } = await verifyServed(without('hive.md'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('it lists hive.md, which is not there');
    await server?.close();
    const list = JSON.stringify({ files: ['index.html'] });
    const fake = edited(site, 'sting.html', '10 minutes', '60 minutes');
    expect((await verifyServed({ ...fake, '.faqgen.json': list })).stderr).toContain('error[false-review]');
  });
});
