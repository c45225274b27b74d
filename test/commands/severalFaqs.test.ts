import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/host/host.ts';
import { placeSites } from '../../src/sitePlaces.ts';
import { OutputError, writeSite } from '../../src/writing/writeSite.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';
import { startWatching } from '../watching.ts';

/** Several FAQs in one run: files, folders, languages, standard input. */

const faq = (title: string, rest = '') =>
  `title: ${title}\n${rest}policy: {review: off, citations: off}\nquestions:\n  - id: soil\n    question: Which soil for ${title}?\n    answer: Loose soil.\n`;

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Two languages whose sites stand beside each other. */
const languages = {
  'faq.yaml': faq('Roses', 'language: en\ntranslations: [{language: fr, url: ../fr/, file: faq.fr.yaml}]\n'),
  'faq.fr.yaml': faq(
    'Rosiers',
    'language: fr\ntranslations: [{language: en, url: ../en/, file: faq.yaml, original: true}]\n',
  ),
};

const pagesOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('index.html')).sort();

describe('the folder of each site', () => {
  const about = (language: string, url: string | null, others: Record<string, string> = {}) => ({
    language,
    url,
    translations: Object.entries(others).map(([file, their]) => ({ file, url: their })),
  });
  const place = (faqs: Record<string, ReturnType<typeof about>>, out: string | null, anchor = '/p') =>
    placeSites(
      Object.entries(faqs).map(([path, own]) => ({ path, about: own })),
      out,
      anchor,
    );

  it.each([
    ['of one FAQ is dist beside it, or the one that is named', { '/p/faq.yaml': about('en', null) }, ['/p/dist', '/o']],
    [
      'of FAQs in several folders is as they lie to each other',
      { '/p/faq.yaml': about('en', null), '/p/a/b/faq.yaml': about('en', null) },
      ['/p/dist /p/a/b/dist', '/o /o/a/b'],
    ],
    [
      'of languages is as their addresses lie to each other',
      {
        '/p/faq.yaml': about('en', 'https://x.org/help/en/', { 'faq.es.yaml': '../es/' }),
        '/p/faq.es.yaml': about('es', 'https://x.org/help/es/', { 'faq.yaml': '../en/' }),
      },
      ['/p/dist/en /p/dist/es', '/o/en /o/es'],
    ],
    [
      'of an original at the top holds those of its translations',
      { '/p/faq.yaml': about('en', null, { 'faq.es.yaml': 'es/' }), '/p/faq.es.yaml': about('es', null) },
      ['/p/dist /p/dist/es', '/o /o/es'],
    ],
    [
      'of languages on several hosts is named for each',
      {
        '/p/faq.yaml': about('en', 'https://x.org/', { 'faq.es.yaml': 'https://x.es/' }),
        '/p/faq.es.yaml': about('es', 'https://x.es/', { 'faq.yaml': 'https://x.org/' }),
      },
      ['/p/dist/en /p/dist/es', '/o/en /o/es'],
    ],
    [
      'of FAQs that have nothing to do with each other is named as they are',
      { '/p/adults.yaml': about('en', null), '/p/children.yaml': about('en', null) },
      ['/p/dist/adults /p/dist/children', '/o/adults /o/children'],
    ],
    [
      'keeps the letters of an address, and never leads out of its own',
      {
        '/p/a.yaml': about('en', 'https://x.org/espa%C3%B1ol/'),
        '/p/b.yaml': about('en', 'https://x.org/..%2F..%2Fetc/'),
      },
      ['/p/dist/español /p/dist/..%2F..%2Fetc', '/o/español /o/..%2F..%2Fetc'],
    ],
  ])('%s', (_, faqs, [beside = '', named = '']) => {
    expect(place(faqs, null).join(' ')).toBe(beside);
    expect(place(faqs, '/o').join(' ')).toBe(named);
  });
});

describe('build', () => {
  it('of a folder builds every faq.yaml below it, and keeps their places', async () => {
    const folder = await folderOf({
      'garden/faq.yaml': faq('Roses'),
      'garden/hedges/faq.yaml': faq('Hedges'),
      'garden/node_modules/x/faq.yaml': 'broken: [',
      'garden/.git/faq.yaml': 'broken: [',
    });
    const { exitCode, stdout } = await run(['build', 'garden', '-o', 'site'], folder);
    expect(stdout).toMatch(/built into site\n[\s\S]*built into site\/hedges\n[\s\S]*^2 sites in \d+ ms$/m);
    expect(exitCode).toBe(0);
    expect(await pagesOf(join(folder, 'site'))).toEqual(['hedges/index.html', 'index.html']);
    // What stands within another site survives its next build.
    expect((await run(['build', 'garden', '-o', 'site'], folder)).stdout).toContain('0 written');
    expect(await pagesOf(join(folder, 'site'))).toEqual(['hedges/index.html', 'index.html']);
  });

  it('of several files writes each beside its own, and a file that is named twice once', async () => {
    const folder = await folderOf({ 'a/faq.yaml': faq('Roses'), 'b/faq.yaml': faq('Hedges') });
    const { stdout, exitCode } = await run(
      ['build', 'a/faq.yaml', 'b/faq.yaml', './a/faq.yaml', '--format', 'json'],
      folder,
    );
    expect(exitCode).toBe(0);
    const { sites, files, written } = JSON.parse(stdout);
    expect(sites).toMatchObject([
      { file: 'a/faq.yaml', out: 'a/dist', questions: 1 },
      { file: 'b/faq.yaml', out: 'b/dist', questions: 1 },
    ]);
    expect(files).toBe(sites[0].files + sites[1].files);
    expect(written).toBe(files);
    expect(await pagesOf(folder)).toEqual(['a/dist/index.html', 'b/dist/index.html']);
  });

  it('follows the languages, which lead to each other where they are written', async () => {
    const folder = await folderOf(languages);
    expect((await run(['build', '--translations', '-o', 'site'], folder)).exitCode).toBe(0);
    expect(await pagesOf(join(folder, 'site'))).toEqual(['en/index.html', 'fr/index.html']);
    const english = await readFile(join(folder, 'site/en/soil.html'), 'utf8');
    expect(english).toContain('href="../fr/soil.html"');
    expect(await readFile(join(folder, 'site/fr/soil.html'), 'utf8')).toContain('Rosiers');
  });

  it('writes nothing at all where one of them has an error', async () => {
    const folder = await folderOf({ 'a/faq.yaml': faq('Roses'), 'b/faq.yaml': faq('Hedges', 'colour: red\n') });
    const { exitCode, stderr } = await run(['build', '.'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('b/faq.yaml:2:1');
    expect(stderr).toContain('1 error: nothing was written');
    expect(await pagesOf(folder)).toEqual([]);
  });

  it('looks at all folders before it writes into one, and tells each that it refuses', async () => {
    const folder = await folderOf({
      'a/faq.yaml': faq('Roses'),
      'b/faq.yaml': faq('Hedges'),
      'b/dist/notes.txt': 'of somebody else',
      'c/faq.yaml': faq('Herbs'),
      'c/dist': 'a file',
    });
    const { exitCode, stdout, stderr } = await run(['build', '.'], folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('b/dist is not empty and was not made by faqgen');
    expect(stderr).toContain('c/dist is a file');
    expect(stderr).toContain('2 errors: nothing was written');
    expect(await pagesOf(folder)).toEqual([]);
  });

  it('tells of a language that is not there once, where it is named', async () => {
    const folder = await folderOf({ 'faq.yaml': languages['faq.yaml'] });
    const { exitCode, stdout } = await run(['build', '--translations', '--format', 'json'], folder);
    expect(exitCode).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string }[] };
    expect(diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? code : []))).toEqual(['missing-file']);
  });

  it('says so where two would be written to the same folder', async () => {
    const folder = await folderOf({
      'a.yaml': faq('Roses', 'url: https://x.org/garden/\n'),
      'b.yaml': faq('Hedges', 'url: https://x.org/garden/\n'),
    });
    const { exitCode, stderr } = await run(['build', 'a.yaml', 'b.yaml'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the sites of a.yaml and b.yaml would both be written to dist');
    expect(await pagesOf(folder)).toEqual([]);
  });

  it('leaves no older site of one language above those of all', async () => {
    const folder = await folderOf(languages);
    expect((await run(['build'], folder)).exitCode).toBe(0);
    const { exitCode, stderr } = await run(['build', '--translations'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('dist holds an older site of faq.yaml, which readers would find above the new ones');
    expect(await pagesOf(folder)).toEqual(['dist/index.html']);
    await rm(join(folder, 'dist'), { recursive: true });
    for (let times = 0; times < 2; times++) expect((await run(['build', '--translations'], folder)).exitCode).toBe(0);
    expect(await pagesOf(folder)).toEqual(['dist/en/index.html', 'dist/fr/index.html']);
  });

  it('says of a single one where its site lies, as seen from the current folder', async () => {
    const folder = await folderOf({ 'my garden/faq.yaml': faq('Roses') });
    expect((await run(['build', 'my garden'], folder)).stdout).toContain('built into my garden/dist in');
    expect((await run(['build', '../my garden'], join(folder, 'my garden'))).stdout).toContain('built into dist in');
    const out = join(folder, 'out');
    const elsewhere = await run(['build', '-o', out], join(folder, 'my garden'));
    expect(elsewhere.stdout).toContain(`built into ${out} in`);
  });

  it('says which sites are written where the disk fails at a later one', async () => {
    const folder = await folderOf({ 'a/faq.yaml': faq('Roses'), 'b/faq.yaml': faq('Hedges') });
    const failing: Host['writeSite'] = async (files, options) => {
      if (options.out.endsWith('b/dist')) throw new OutputError('write-failed', 'the disk is full');
      return writeSite(files, options);
    };
    const { exitCode, stderr } = await run(['build', 'a', 'b'], folder, {}, {}, { writeSite: failing });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('1 error: 1 of 2 sites are written');
    expect(await pagesOf(folder)).toEqual(['a/dist/index.html']);
  });

  it('warns once of FAQs that would be published at one address', async () => {
    const url = 'url: https://example.org/garden/\n';
    const folder = await folderOf({
      'a/faq.yaml': faq('Roses', url),
      'b/faq.yaml': faq('Hedges', url.replace('/\n', '\n')),
      'c/faq.yaml': faq('Herbs', url.replace('garden', 'herbs')),
    });
    for (const command of ['build', 'check']) {
      const { exitCode, stderr } = await run([command, '.'], folder);
      const told = '`a/faq.yaml` and `b/faq.yaml` have the same `url`, https://example.org/garden/';
      expect(stderr.match(/\[shared-address\]: .*/g)).toEqual([`[shared-address]: ${told}`]);
      expect(exitCode).toBe(0);
    }
    // A language has its own address, where the original names one.
    const named = 'language: en\ntranslations: [{language: fr, url: fr/, file: ../b/faq.yaml}]\n';
    await writeFile(join(folder, 'a/faq.yaml'), faq('Roses', url + named));
    expect((await run(['check', '.'], folder)).stderr).not.toContain('shared-address');
  });

  it('takes one address for one site only', async () => {
    const folder = await folderOf(languages);
    const { exitCode, stderr } = await run(['build', '--translations', '--url', 'https://x.org/'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--url is the address of one site');
  });

  it('of a folder without any names what is missing', async () => {
    const folder = await folderOf({ 'empty/notes.txt': '' });
    const { exitCode, stderr } = await run(['build', 'empty'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('`empty` cannot be read: it is a folder, and there is no faq.yaml in it');
  });
});

describe('check', () => {
  it('has one summary and one exit code', async () => {
    const folder = await folderOf({ ...languages, 'more/faq.yaml': faq('Hedges') });
    const { exitCode, stdout } = await run(['check', '.', '--translations'], folder);
    expect(exitCode).toBe(0);
    // Nobody has said of which original the French answer is a translation.
    expect(stdout).toBe('✓ 3 FAQs, 3 questions, 1 warning\n');
  });

  it('reads standard input as if it stood in the file, beside its other files', async () => {
    const folder = await folderOf({ 'garden/faq.yaml': 'not this: [', 'garden/rose.png': '' });
    const typed = faq('Roses', 'colour: red\n').replace('Loose soil.', '"![A rose](rose.png)"');
    const readInput = async () => new TextEncoder().encode(typed);
    const { exitCode, stderr } = await run(['check', '-', '-f', 'garden/faq.yaml'], folder, {}, undefined, {
      readInput,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('garden/faq.yaml:2:1');
    expect(stderr).not.toContain('missing-file');
    const alone = await run(['check', '-'], folder, {}, undefined, { readInput });
    expect(alone.stderr).toContain('faq.yaml:2:1');
    expect((await run(['check', '-', 'garden'], folder, {}, undefined, { readInput })).exitCode).toBe(2);
    const closed = await run(['check', '-'], folder, {}, undefined, { readInput: async () => null });
    expect(closed).toMatchObject({ exitCode: 2, stderr: 'error: standard input cannot be read: it is a folder\n' });
  });

  it.each([['build'], ['watch']])('%s reads no standard input, and says which command does', async (command) => {
    const { exitCode, stderr } = await run([command, '-'], await temporaryFolder());
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'error: only `check` reads standard input: name a file\n',
    });
  });
});

describe('watch', () => {
  it('writes the one FAQ of a folder where a build writes it', async () => {
    const folder = await folderOf({ 'garden/roses/faq.yaml': faq('Roses') });
    await startWatching(folder, ['garden', '-o', 'site']);
    expect((await run(['build', 'garden', '-o', 'built'], folder)).exitCode).toBe(0);
    expect(await pagesOf(folder)).toEqual(['built/roses/index.html', 'site/roses/index.html']);
  });

  it('serves all languages at one address, and builds the one that was saved', async () => {
    const folder = await folderOf(languages);
    const watching = await startWatching(folder, ['--translations']);
    await watching.report(({ url }) => url.endsWith('/fr/'));
    expect((await watching.get('/en/')).body).toContain('href="../fr/index.html"');
    expect((await watching.get('/fr/soil.html')).body).toContain('Rosiers');
    expect((await watching.get('/')).body).toContain('<a href="/fr/">/fr/</a>');
    expect(await watching.get('/fr/.faqgen/client.js')).toMatchObject({ status: 200 });
    expect((await watching.get('/en/')).body).toContain('src="/en/.faqgen/client.js"');
    const before = watching.reports.length;
    await writeFile(join(folder, 'faq.fr.yaml'), languages['faq.fr.yaml'].replace('Loose', 'Terre'));
    const report = await watching.report(({ changed }) => changed.includes('soil.html'), before);
    expect(report.url).toMatch(/\/fr\/$/);
    expect((await watching.get('/fr/soil.html')).body).toContain('Terre soil.');
    expect(await readFile(join(folder, 'dist/fr/soil.html'), 'utf8')).toContain('Terre soil.');
    await rm(join(folder, 'faq.fr.yaml'));
    await watching.report(({ ok }) => !ok, before);
    expect((await watching.get('/fr/soil.html')).body).toContain('Terre soil.');
  });
});
