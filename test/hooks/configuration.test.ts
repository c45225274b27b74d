import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PublicFaq } from '../../src/hooks/config.ts';
import { noHooks } from '../../src/hooks/readConfig.ts';
import { judgeOwnFiles, runOutputs } from '../../src/hooks/runHooks.ts';
import type { ClaimSearch } from '../../src/proof/reviewClaims.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** The configuration of a project as `build`, `check` and `review verify` see it. */
const faq = `title: Questions about the ferry
url: https://example.org/ferry/
disclaimer: {text: The captain decides.}
policy: {review: off, citations: off}
sources:
  tides: {title: Tide tables, url: https://example.org/tides, checked: 2026-11-01}
questions:
  - id: bikes
    question: May I bring a bicycle?
    short: Yes.
    answer: |
      Yes, ==for free== [@tides].

      Tie it to the rail.
    updated: 2026-10-01
    origin: assisted by DeepL
  - {id: dogs, question: May I bring a dog?, answer: "On a lead.", draft: true}
`;

async function project(config: string, { name = 'faqgen.config.mjs', text = faq } = {}): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), text);
  if (config !== '') await writeFile(join(folder, name), config);
  return folder;
}

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly help: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

async function told(folder: string, command = 'check'): Promise<Told[]> {
  const { stdout } = await run([command, '--format', 'json'], folder);
  return JSON.parse(stdout).diagnostics;
}

const places = (all: readonly Told[]) =>
  all.map(({ code, message, file, line, column }) => `${file}:${line}:${column} ${code}: ${message}`);

/** `code` runs with what a rule is given. */
const rule = (code: string): string => `export default { rules: { own: (faq, report) => { ${code} } } };\n`;
const marks = "inlines: [{ marks: '==', element: 'mark' }]";

describe('a rule', () => {
  test('sees what is published, and reports it at its place', async () => {
    const config = `export default { ${marks}, rules: { 'no-rail': (faq, report) => {
      for (const { answer } of faq.sections.flatMap(({ questions }) => questions)) {
        const start = answer.text.indexOf('rail');
        if (start >= 0) report({ at: answer, start, end: start + 4, message: 'say  handrail\\n', help: 'write \`handrail\`' });
      }
    } } };`;
    expect(await told(await project(config))).toMatchObject([
      {
        code: 'own/no-rail',
        severity: 'warning',
        message: 'say handrail',
        help: 'write `handrail`',
        file: 'faq.yaml',
        line: 14,
        column: 21,
        endLine: 14,
        endColumn: 25,
      },
      { code: 'left-out' },
    ]);
  });

  test('is given texts as they were typed and as they are read, and nothing of drafts', async () => {
    const config = `export default { ${marks}, rules: { own: (faq, report) => report({ message: JSON.stringify(faq) }) } };`;
    const message = (await told(await project(config))).find(({ code }) => code === 'own/own')?.message ?? '';
    expect(JSON.parse(message)).toEqual({
      title: { text: 'Questions about the ferry', plain: 'Questions about the ferry' },
      description: null,
      language: 'en',
      url: 'https://example.org/ferry/',
      asOf: '2026-11-23',
      urgent: null,
      disclaimer: { text: 'The captain decides.', plain: 'The captain decides.' },
      sections: [
        {
          id: null,
          title: null,
          intro: null,
          questions: [
            {
              id: 'bikes',
              question: { text: 'May I bring a bicycle?', plain: 'May I bring a bicycle?' },
              short: { text: 'Yes.', plain: 'Yes.' },
              answer: {
                text: 'Yes, ==for free== [@tides].\n\nTie it to the rail.\n',
                plain: 'Yes, for free.\nTie it to the rail.',
              },
              keywords: [],
              sources: ['tides'],
              updated: '2026-10-01',
              origin: { kind: 'assisted', by: 'DeepL' },
              review: 'unsigned',
            },
          ],
        },
      ],
      sources: {
        tides: {
          title: 'Tide tables',
          authors: null,
          publisher: null,
          date: null,
          url: 'https://example.org/tides',
          doi: null,
        },
      },
    });
  });

  test('points into the record, where approved texts stand in for changed ones', async () => {
    const signed = faq.replace('{review: off, citations: off}', '{citations: off, unreviewed: last-approved}');
    const text = `${signed.replaceAll('==', '')}reviewers:\n  doe: {name: Jane Doe}\n`;
    const folder = await project('', { text });
    await run(['review', 'sign', 'bikes', '--by', 'doe', '--yes'], folder);
    await writeFile(join(folder, 'faq.yaml'), text.replace('bring a bicycle', 'cycle').replaceAll('Yes', 'No'));
    const config = rule(`const { question, short, answer } = faq.sections[0].questions[0];
      for (const at of [question, short, answer]) report({ at, start: 0, end: 3, message: at.text.slice(0, 3) });`);
    await writeFile(join(folder, 'faqgen.config.mjs'), config);
    const record = (await readFile(join(folder, 'reviews/bikes.yaml'), 'utf8')).split('\n');
    const own = (await told(folder)).filter(({ code }) => code === 'own/own');
    expect(own).toHaveLength(3);
    for (const { file, line, column, endColumn, message } of own) {
      expect(file).toBe('reviews/bikes.yaml');
      expect(record[(line ?? 0) - 1]?.slice((column ?? 0) - 1, (endColumn ?? 0) - 1)).toBe(message);
    }
  });

  test('fails a build by an error, and under --strict by a warning', async () => {
    const failing = await project(rule("report({ message: 'no', severity: 'error' })"), {
      text: faq.replaceAll('==', ''),
    });
    expect((await run(['build'], failing)).exitCode).toBe(1);
    expect(existsSync(join(failing, 'dist'))).toBe(false);
    const warning = await project(rule("report({ message: 'no' })"), { text: faq.replaceAll('==', '') });
    expect((await run(['build', '--strict'], warning)).exitCode).toBe(1);
    expect((await run(['build'], warning)).exitCode).toBe(0);
  });

  test.each([
    ['throws', 'null.length', /^TypeError: Cannot read properties of null/],
    ['throws what is no error', "throw 'tired'", /^it throws tired$/],
    ['changes what it is given', "faq.title.text = 'x'", /^TypeError: Cannot assign to read only property 'text'/],
    ['is asynchronous', 'return Promise.resolve()', /^it is asynchronous, and nothing waits for it/],
    ['says nothing', 'report({})', /^it reports something without a `message`$/],
    ['knows another severity', "report({ message: 'x', severity: 'fatal' })", /^`fatal` is no severity/],
    ['points to nothing', "report({ message: 'x', at: 'answer' })", /^`at` is none of the texts/],
    [
      'points behind the end',
      "report({ message: 'x', at: faq.title, start: 0, end: 99 })",
      /^`start` and `end` are 0 and 99, in a text of 25 code units$/,
    ],
  ])('that %s is told with its place, and the site stays', async (_what, code, problem) => {
    const folder = await project(`\n${rule(`\n${code}`)}`, { text: faq.replaceAll('==', '') });
    const [error, ...others] = (await told(folder, 'build')).filter(({ severity }) => severity !== 'note');
    expect(others).toEqual([]);
    expect(error).toMatchObject({ code: 'failed-hook', severity: 'error', file: 'faqgen.config.mjs' });
    expect(error?.message.replace('the rule `own` failed: ', '')).toMatch(problem);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test.each([
    ['an object without words', 'throw Object.create(null)'],
    ['what throws when it is read', 'throw { toString() { throw 1; } }'],
    ['an error without a text', "throw Object.assign(new Error('x'), { message: Object.create(null) })"],
    ['a trap', "throw new Proxy(new Error('x'), { get() { throw 1; }, getPrototypeOf() { throw 2; } })"],
  ])('that throws %s is told, as is a configuration that does', async (_what, code) => {
    const text = faq.replaceAll('==', '');
    for (const config of [rule(code), `${code};\n`, `export default { get rules() { ${code} } };\n`]) {
      const errors = (await told(await project(config, { text }))).filter(({ severity }) => severity === 'error');
      expect(errors).toMatchObject([{ code: config === rule(code) ? 'failed-hook' : 'unusable-config' }]);
      expect(errors[0]?.message).toMatch(/it throws (?:something that cannot be told in words|[12]$)/);
    }
  });

  test('has its place in an editor and at a forge', async () => {
    const folder = await project(rule("report({ message: 'no', severity: 'error' })"));
    const { stdout } = await run(['check', '--format', 'sarif'], folder);
    const [{ tool, results }] = JSON.parse(stdout).runs;
    expect(tool.driver.rules[0]).toEqual({ id: 'own/own', name: 'OwnOwn', defaultConfiguration: { level: 'error' } });
    expect(results[0]).toMatchObject({ ruleId: 'own/own', level: 'error' });
    const painted = await project(rule("report({ message: '\\u001b[2Jno', help: 'none\\u202e' })"));
    const github = await run(['check', '--format', 'github'], painted);
    expect(github.stdout).toContain('title=own/own::\uFFFD[2Jno%0Ahelp: none\uFFFD\n');
  });
});

describe('an output', () => {
  const output = (files: string): string => `export default { ${marks}, outputs: { own: (faq) => ${files} } };\n`;

  test('is written beside the pages, and goes away with its hook', async () => {
    const folder = await project(output("[{ path: 'data/all.json', contents: JSON.stringify(faq.title) }]"));
    expect((await run(['build'], folder)).exitCode).toBe(0);
    expect(await readFile(join(folder, 'dist/data/all.json'), 'utf8')).toContain('ferry');
    await writeFile(join(folder, 'faqgen.config.mjs'), `export default { ${marks} };\n`);
    expect((await run(['build'], folder)).exitCode).toBe(0);
    expect(existsSync(join(folder, 'dist/data'))).toBe(false);
  });

  test('is no stranger to whoever verifies the site, and says no more than the pages do', async () => {
    const folder = await project(output("[{ path: 'all.csv', contents: faq.title.plain }]"));
    await run(['build'], folder);
    expect((await run(['review', 'verify', 'dist'], folder)).stderr).not.toContain('error');
    await writeFile(join(folder, 'dist/all.csv'), 'id\nAll of it was reviewed by our doctors.\n');
    expect((await run(['review', 'verify', 'dist'], folder)).stderr).toContain(
      'all.csv is not as faqgen printed it: it claims a review',
    );
  });

  test.each([
    ['a page', "[{ path: 'more.html', contents: '' }]", '`more.html` cannot be written'],
    ['a script', "[{ path: 'more.js', contents: '' }]", '`more.js` cannot be written'],
    ['a drawing', "[{ path: 'more.svg', contents: '' }]", '`more.svg` cannot be written'],
    ['rules for a host', "[{ path: '_redirects', contents: '' }]", '`_redirects` cannot be written'],
    ['another folder', "[{ path: '../more.csv', contents: '' }]", '`../more.csv` cannot be written'],
    ['the root', "[{ path: '/tmp/more.csv', contents: '' }]", '`/tmp/more.csv` cannot be written'],
    ['a backslash', "[{ path: 'a\\\\\\\\b.csv', contents: '' }]", '`a\\\\b.csv` cannot be written'],
    ['a hidden file', "[{ path: '.more.csv', contents: '' }]", '`.more.csv` cannot be written'],
    ['rules for a host in JSON', "[{ path: 'vercel.json', contents: '' }]", '`vercel.json` cannot be written'],
    ['data by the name of a page', "[{ path: 'bikes.txt', contents: '' }]", '`bikes.txt` has the name of `bikes.html`'],
    ['the data of the site', "[{ path: 'FAQ.json', contents: '' }]", '`FAQ.json` cannot be written'],
    ['the assets', "[{ path: 'assets/more.csv', contents: '' }]", '`assets/more.csv` cannot be written'],
    ['a device', "[{ path: 'data/Con.csv', contents: '' }]", '`data/Con.csv` cannot be written'],
    [
      'half a character',
      "[{ path: 'more.csv', contents: '\\ud83d' }]",
      'the `contents` of `more.csv` hold half a character',
    ],
    ['no path', "[{ contents: '' }]", 'it makes a file without a `path`'],
    ['bytes', "[{ path: 'more.csv', contents: Buffer.of(1) }]", 'the `contents` of `more.csv` are no text'],
    ['nothing', 'undefined', 'it returns no list of files'],
    ['a text', "'more.csv'", 'it returns no list of files'],
    ['a promise', 'Promise.reject(new Error())', 'it is asynchronous, and nothing waits for it'],
    [
      'one place twice',
      "[{ path: 'a.csv', contents: '' }, { path: 'A.csv', contents: '' }]",
      '`A.csv` and `a.csv` of `own` would lie at one place',
    ],
    [
      'a folder in the place of a file',
      "[{ path: 'a.csv', contents: '' }, { path: 'a.csv/b.csv', contents: '' }]",
      '`a.csv/b.csv` and `a.csv` of `own` would lie at one place',
    ],
  ])('that makes %s is refused', async (_what, files, problem) => {
    const folder = await project(output(files));
    const [error] = (await told(folder, 'build')).filter(({ severity }) => severity === 'error');
    expect(error?.message).toContain(`the output \`own\` failed: ${problem}`);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('may be of any number of files', () => {
    const outputs = new Map([
      ['own', () => Array.from({ length: 20_000 }, (_, index) => ({ path: `d/${index}.csv`, contents: '' }))],
    ]);
    const { files, diagnostics } = runOutputs({ ...noHooks, outputs }, { faq: {} as PublicFaq, paths: new Map() });
    expect([files.length, diagnostics]).toEqual([20_000, []]);
    const search = { claimIn: () => null } as unknown as ClaimSearch;
    const pages = new Set(files.map(({ path }) => path.replace('d/', 'pages/')));
    expect(judgeOwnFiles(files, pages, search)).toEqual([]);
    expect(judgeOwnFiles(files, new Set(['D/7.csv']), search)).toHaveLength(1);
  });

  test('that claims a review is refused', async () => {
    const folder = await project(output("[{ path: 'a.txt', contents: 'Reviewed by a physician.' }]"));
    expect(places(await told(folder))).toContain(
      'faqgen.config.mjs:1:1 review-claim: a.txt holds “Reviewed by a physician.”, which claims a review that no record proves',
    );
  });
});

describe('an inline', () => {
  test('shows the words alone on the page and to search engines, and what was typed to other programs', async () => {
    const folder = await project(`export default { ${marks} };\n`);
    await run(['build'], folder);
    const page = await readFile(join(folder, 'dist/bikes.html'), 'utf8');
    expect(page).toContain('Yes, <mark data-marks="==">for free</mark><sup');
    expect(page).toContain('"text":"Yes.\\nYes, for free.');
    expect(await readFile(join(folder, 'dist/bikes.md'), 'utf8')).toContain('Yes, ==for free==');
    expect(await readFile(join(folder, 'dist/faq.json'), 'utf8')).toContain('Yes, ==for free==');
  });

  test('is a mark of another generator without its configuration', async () => {
    const codes = (await told(await project(''))).map(({ code }) => code);
    expect(codes).toContain('stray-mark');
    expect((await told(await project(`export default { ${marks} };\n`))).map(({ code }) => code)).toEqual(['left-out']);
  });

  test('that is printed as it was typed is told, as without a configuration', async () => {
    const text = faq.replace(
      'Tie it to the rail.',
      '| ==deck== | fee |\n      | --- | --- |\n      | ==low== | 1 |\n\n      Tie *it ==to* the== rail, 10 ==mi==les.',
    );
    const folder = await project(`export default { ${marks} };\n`, { text });
    expect(places(await told(folder)).filter((one) => one.includes('stray-mark'))).toEqual([
      'faq.yaml:14:9 stray-mark: `==deck==` is printed as it stands',
      expect.stringMatching(/^faq\.yaml:18:15 stray-mark: `==to the==` is printed/),
    ]);
  });

  test('is approved as it was typed, and proven by whoever has no configuration', async () => {
    const text = `${faq.replace('policy: {review: off, citations: off}', 'policy: {citations: off}')}reviewers:\n  doe: {name: Jane Doe}\n`;
    const folder = await project(`export default { ${marks} };\n`, { text });
    const signed = await run(['review', 'sign', 'bikes', '--by', 'doe', '--yes'], folder);
    expect(signed.stderr).toBe('');
    await run(['build'], folder);
    const elsewhere = await temporaryFolder();
    const verify = () => run(['review', 'verify', join(folder, 'dist')], elsewhere);
    expect((await verify()).stdout).toContain('3 of 3 answers approved in these very words');
    const page = join(folder, 'dist/bikes.html');
    const printed = await readFile(page, 'utf8');
    const forgeries = [
      printed.replace('>for free</mark>', '>for a fee</mark>'),
      printed.replace('<mark data-marks="==">for free</mark>', 'for free'),
      printed.replace('<mark data-marks="==">', '<mark>'),
      printed.replaceAll('<mark data-marks="==">for free</mark>', '<del data-marks="==">for free</del>'),
      printed.replace('<mark data-marks="==">', '<mark data-marks="==" class="skip">'),
      printed.replace('data-marks="=="', 'data-marks="for"'),
    ];
    for (const forged of forgeries) {
      expect(forged).not.toBe(printed);
      await writeFile(page, forged);
      expect((await verify()).stdout).not.toContain('3 of 3');
    }
  });
});

describe('a configuration', () => {
  test.each(['faqgen.config.js', 'faqgen.config.mjs', 'faqgen.config.cjs'])('may be called %s', async (name) => {
    const config = name.endsWith('.cjs')
      ? rule("report({ message: 'hello' })").replace('export default', 'module.exports =')
      : rule("report({ message: 'hello' })");
    const folder = await project(config, { name });
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    expect((await told(folder)).map(({ code }) => code)).toContain('own/own');
  });

  test.each([
    [
      'what is no script',
      'export default {\n  rules: {,},\n};\n',
      "faqgen.config.mjs:2:11 unusable-config: the configuration cannot be used: SyntaxError: Unexpected token ','",
    ],
    [
      'what throws',
      '\nexport default { rules: nowhere };\n',
      'faqgen.config.mjs:2:25 unusable-config: the configuration cannot be used: ReferenceError: nowhere is not defined',
    ],
    [
      'an import that is not there',
      "import x from 'no-such-package';\nexport default x;\n",
      "faqgen.config.mjs:1:16 unusable-config: the configuration cannot be used: Error: Cannot find package 'no-such-package'",
    ],
    [
      'a text that is thrown',
      "throw 'no';\n",
      'faqgen.config.mjs:1:1 unusable-config: the configuration cannot be used: it throws no',
    ],
    [
      'no default',
      'export const rules = {};\n',
      'faqgen.config.mjs:1:1 unusable-config: the configuration cannot be used: it exports nothing by default, and no object',
    ],
  ])('with %s is told at its place', async (_what, config, expected) => {
    const folder = await project(config, { text: faq.replaceAll('==', '') });
    expect(places(await told(folder, 'build')).filter((one) => !one.includes('left-out'))).toEqual([expected]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('in a package of scripts is told how to be called', async () => {
    const folder = await project('export default {};\n', { name: 'faqgen.config.js' });
    await writeFile(join(folder, 'package.json'), '{"type": "commonjs"}');
    const [error] = (await told(folder)).filter(({ code }) => code === 'unusable-config');
    expect(error).toMatchObject({ line: 1, column: 1, help: expect.stringContaining('`faqgen.config.mjs`') });
  });

  test('in TypeScript, or beside another one, is none', async () => {
    const typed = await project('export default {};\n', { name: 'faqgen.config.ts' });
    expect(places(await told(typed)).at(-1)).toMatch(
      /^faqgen\.config\.ts:1:1 unusable-config: .*TypeScript is not read$/,
    );
    const two = await project('export default {};\n');
    await writeFile(join(two, 'faqgen.config.cjs'), 'module.exports = {};\n');
    expect(places(await told(two)).at(-1)).toMatch(
      /^faqgen\.config\.mjs:1:1 unusable-config: .*`faqgen\.config\.cjs` lies beside it$/,
    );
  });

  test('is named from the folder of the command, and holds for the FAQ that it lies beside', async () => {
    const folder = await temporaryFolder();
    for (const name of ['one', 'two']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'faq.yaml'), faq.replaceAll('==', '').replace('/ferry/', `/${name}/`));
    }
    await writeFile(join(folder, 'two/faqgen.config.mjs'), rule('null.x'));
    const { stdout } = await run(['check', '.', '--format', 'json'], folder);
    const errors = (JSON.parse(stdout).diagnostics as Told[]).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ file }) => file)).toEqual(['two/faqgen.config.mjs']);
  });

  test.each([
    [
      'waits for ever',
      'await new Promise(() => {});\nexport default {};\n',
      'error[unusable-config]: the configuration cannot be used: what it waits for never comes',
    ],
    ['ends the program', 'process.exit(0);\n', 'error: the configuration of the project ended the program'],
  ])('that %s is told, and is no success', async (_what, config, expected) => {
    const folder = await project(config);
    const cli = join(import.meta.dirname, '../../lib/cli.js');
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, [cli, 'build'], { cwd: folder }, (error, _stdout, said) =>
        resolve({ code: error?.code, stderr: said }),
      );
    });
    expect(stderr).toContain(expected);
    expect(code).toBe(1);
  });
});
