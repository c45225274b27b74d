import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from './temporaryFolder.ts';
import { run } from './testHost.ts';

/** Every fenced block of the README and of docs/: read as its language, and held against the program. */
const repository = join(import.meta.dirname, '..');
const read = (path: string): Promise<string> => readFile(join(repository, path), 'utf8');

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const names = (await readdir(join(repository, 'docs'))).filter((name) => name.endsWith('.md'));
const pages = ['README.md', ...names.map((name) => `docs/${name}`)];
const blocks: Block[] = [];
for (const page of pages)
  for (const [, indent = '', language = '', text = ''] of (await read(page)).matchAll(
    /^( *)```(\w+)\n([\s\S]*?)^\1```$/gm,
  ))
    blocks.push({ page, language, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '') });

/** Blocks that no rule below can hold against the program, by page, language and beginning. */
const elsewhere: readonly (readonly [page: string, language: string, beginning: string, reason: string])[] = [
  ['docs/tutorial.md', 'sh', '', 'run by test/bundle/tutorial.test.ts'],
  ['docs/hosting.md', 'nginx', '', 'run by test/hosting.test.ts'],
  ['docs/hosting.md', 'apache', '', 'run by test/hosting.test.ts'],
  ['docs/hosting.md', 'htaccess', '', 'run by test/hosting.test.ts'],
  ['docs/hosting.md', 'caddyfile', '', 'run by test/hosting.test.ts'],
  ['docs/hosting.md', 'toml', '[build]', 'is what `init` writes, by test/commands/init.test.ts'],
  ['docs/hosting.md', 'yaml', 'FaqHeaders:', 'held against the headers of the site by test/hosting.test.ts'],
  ['docs/hosting.md', 'sh', 'aws s3 sync', 'is for a service of Amazon'],
  ['docs/embedding.md', 'html', '', 'run by test/browser/embed.test.ts'],
  ['docs/embedding.md', 'php', '<?php', 'is for WordPress'],
  ['docs/embedding.md', 'sh', 'openssl dgst', 'run by test/browser/embed.test.ts'],
  ['docs/starting.md', 'bash', '#!/bin/sh', 'run by test/commands/commitHook.test.ts'],
  ['docs/starting.md', 'sh', 'faqgen() {', 'makes a word of the shell; calls faqgen with what it is given'],
  ['docs/faq-yaml.md', 'sh', 'test -z "$(git status', 'is for a repository with `ids.lock`; asks git alone'],
  ['docs/reviewing.md', 'sh', 'ssh-keygen -t ed25519', 'asks for a passphrase'],
  ['docs/sign-offs.md', 'sh', "sed '/^digest: /,$d'", 'run by test/examples.test.ts'],
  ['docs/sign-offs.md', 'sh', 'words() {', 'run by test/browser/verifier.test.ts'],
  ['docs/sign-offs.md', 'sh', 'echo "$(sed -n', 'uses no command of faqgen'],
  ['docs/translations.md', 'sh', 'printf ', 'run by test/examples.test.ts'],
  ['docs/speed.md', 'sh', 'node bench/speed.mjs', 'takes 25 minutes'],
  ['docs/pages.md', 'sh', 'node bench/pages.mjs', 'takes seven minutes, and packages from the registry'],
];

const isElsewhere = ({ page, language, text }: Block): boolean =>
  elsewhere.some(([of, its, beginning]) => of === page && its === language && text.startsWith(beginning));

const minimal = {
  title: 'title: Minimal\n',
  questions: 'questions:\n  - {id: caffeine, question: Is it minimal?, answer: It is.}\n',
};

/** A faq.yaml of a part of one, with the keys that it lacks. */
function completed(part: string): string {
  const keys = Object.keys(parse(part) ?? {});
  const lacks = (key: string): boolean => !keys.includes(key) && !(key === 'questions' && keys.includes('sections'));
  return (
    part +
    Object.entries(minimal)
      .flatMap(([key, text]) => (lacks(key) ? [text] : []))
      .join('')
  );
}

interface Told {
  readonly severity: string;
  readonly code: string;
  readonly line: number | null;
  readonly message: string;
}

/** What `check` says of a file, among others of its folder. */
async function toldOf(files: Readonly<Record<string, string>>, name = 'faq.yaml'): Promise<Told[]> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return JSON.parse((await run(['check', name, '--format', 'json'], folder)).stdout).diagnostics;
}

const errorsOf = async (...file: Parameters<typeof toldOf>): Promise<string[]> =>
  (await toldOf(...file))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

/** Lines of which each is an example of its own, and says behind it whether it is wrong or right. */
async function slipsOfLines(lines: readonly string[]): Promise<string[]> {
  const slips: string[] = [];
  for (const line of lines) {
    const faq = line.startsWith('credentials:')
      ? `reviewers:\n  doe:\n    ${line}\n    name: Jane Doe\n${minimal.title}${minimal.questions}`
      : `${minimal.title}questions:\n  - answer: It is.\n    ${line}\n${line.startsWith('question:') ? '' : '    question: Is it?\n'}`;
    const at = faq.split('\n').indexOf(`    ${line}`) + 1;
    const isTold = (await toldOf({ 'faq.yaml': faq })).some((told) => told.line === at);
    if (isTold !== / # wrong\b/.test(line)) slips.push(`${isTold ? 'told' : 'not told'}: ${line}`);
  }
  return slips;
}

/** The file that a block says it is, in its first line. */
const nameOf = ({ text }: Block): string | undefined => /^# (faq[\w.]*\.yaml)\b/.exec(text)?.[1];

/** Signs what the record of a sign-off says that it approves: the statement comes out to the byte, but for the digests of files. */
async function slipsOfRecord(text: string): Promise<string[]> {
  const { id, language, reviewer, name, role, date, until, question, short, answer, sources } = parse(text);
  const { files, links } = parse(text);
  const faq = {
    title: 'Minimal',
    language,
    questions: [{ id, question, short, answer }, ...links.map((link: object) => ({ ...link, answer: 'See there.' }))],
    reviewers: { [reviewer]: { name, role } },
    sources: Object.fromEntries(sources.map(({ id: key, ...source }: { id: string }) => [key, source])),
  };
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), JSON.stringify(faq));
  for (const { name: file } of files) await writeFile(join(folder, file), 'a picture');
  await run(['review', 'sign', id, '--by', reviewer, '--on', date, '--until', until, '--yes'], folder);
  const record = await readFile(join(folder, 'reviews', `${id}.yaml`), 'utf8');
  const statement = (of: string) => of.split('\ndigest: ')[0]?.replaceAll(/sha256:\w{64}/g, 'sha256:…');
  return statement(record) === statement(text) ? [] : [record];
}

/** A request is read without a word against it. */
async function slipsOfRequest(text: string): Promise<string[]> {
  const { id, reviewer } = parse(text);
  const files = {
    'faq.yaml': `title: Minimal\nquestions: [{id: ${id}, question: Is it?, answer: It is.}]\n`,
    [`reviews/requests/${id}.${reviewer}.yaml`]: text.replace('sha256:…', `sha256:${'0'.repeat(64)}`),
  };
  return (await toldOf(files)).filter(({ code }) => code === 'invalid-request').map(({ message }) => message);
}

async function slipsOfYaml(block: Block): Promise<string[]> {
  const { page, text } = block;
  const lines = text.trim().split('\n');
  if (lines.every((line) => / # (?:wrong|right)\b/.test(line))) return slipsOfLines(lines);
  const data = parse(text);
  // Steps of a workflow.
  if (Array.isArray(data)) return slipsOfShell(data.map(({ run: command }) => command).join('\n'));
  if (data?.format !== undefined) return slipsOfRecord(text);
  if (typeof data?.words === 'string') return slipsOfRequest(text);
  const key = (await read('examples/clinic/test-key.pub')).trim();
  const files = { [nameOf(block) ?? 'faq.yaml']: completed(text.replace(/ssh-ed25519 \S*… \w+/, key)) };
  // The languages of a page name each other.
  for (const other of blocks.filter((one) => one.page === page && one !== block)) {
    const name = nameOf(other);
    if (name) files[name] = completed(other.text);
  }
  if (data?.theme?.style) files[data.theme.style] = 'h2 { margin: 0 }';
  if (data?.theme?.templates) files[`${data.theme.templates}/preview.hbs`] = '{{#if preview}}<p>{{preview}}</p>{{/if}}';
  for (const file of data?.site?.pages ?? []) files[file] = '# A page\n\nIts text.\n';
  for (const { file } of data?.theme?.fonts ?? []) files[file] = 'wOF2';
  return errorsOf(files, nameOf(block));
}

/** A style sheet of a publisher, with the pictures that it names. */
function slipsOfStyle({ text }: Block): Promise<string[]> {
  const pictures = [...text.matchAll(/url\(([^)]+\.svg)\)/g)].map(([, path = '']) => path);
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const folder = pictures.some((path) => path.startsWith('../')) ? 'css/' : '';
  return errorsOf({
    'faq.yaml': completed(`theme: {style: ${folder}brand.css}\n`),
    [`${folder}brand.css`]: text,
    ...Object.fromEntries(pictures.map((path) => [path.replace(/^\.\.\//, ''), drawing])),
  });
}

/** A part of a template, behind the built-in foot of the page. */
async function slipsOfTemplate({ text }: Block): Promise<string[]> {
  return errorsOf({
    'faq.yaml': completed('publisher: {name: Bees}\ntheme: {templates: theme, params: {slogan: Ask us}}\n'),
    'theme/footer.hbs': `${await read('templates/footer.hbs')}{{#if publisher}}${text}{{/if}}`,
  });
}

/** Of two columns, the first is what is written, and the second says what comes of it. */
async function slipsOfMarkdown({ text }: Block): Promise<string[]> {
  const answer = text.replaceAll(/ {3,}\S.*$/gm, '').replaceAll(/^(?=> \[!)/gm, '\n');
  const sources = [...new Set(answer.match(/(?<=@)[\w-]+/g))].map((id) => `  ${id}: {title: A source}\n`);
  const own = `  - question: Is it written so?\n    answer: |\n${answer.replaceAll(/^(?=.)/gm, '      ')}`;
  return errorsOf({
    'faq.yaml': `sources:\n${sources.join('')}${minimal.title}${minimal.questions.replace('caffeine', 'cost')}${own}`,
  });
}

const helpOf = async (argv: readonly string[]): Promise<string | null> => {
  const { exitCode, stdout } = await run([...argv, '--help'], repository);
  return exitCode === 0 ? stdout : null;
};

/** Whether each call of faqgen names a command and options that its help knows. */
async function slipsOfShell(text: string): Promise<string[]> {
  const slips: string[] = [];
  let calls = 0;
  for (const part of text.replaceAll(/(?:^| )# .*$/gm, '').split(/\n|&&|\|/)) {
    const call = /^\s*(?:npx --no-install )?faqgen ([^>]*)/.exec(part)?.[1];
    if (call === undefined) continue;
    calls += 1;
    const words = call.trim().split(/\s+/);
    const command = words.slice(0, words[0] === 'review' ? 2 : 1);
    const help = await helpOf(command);
    if (!help?.startsWith(`Usage: faqgen ${command.join(' ')}`)) slips.push(`no command: ${command.join(' ')}`);
    for (const option of words.filter((word) => /^--?[a-z]/.test(word)))
      if (!new RegExp(`(?:^|[\\s,])${option}\\b`, 'm').test(help ?? ''))
        slips.push(`no option: ${option} of ${command}`);
  }
  return calls > 0 ? slips : ['no call of faqgen, and not listed'];
}

/** What the compiler says of a program, under `strict` and against the types of the package. */
async function slipsOfProgram({ text }: Block): Promise<string[]> {
  const folder = await temporaryFolder();
  // Comments give types to JavaScript alone.
  const name = text.includes('@type') ? 'example.mjs' : 'example.mts';
  await writeFile(join(folder, name), text);
  const compilerOptions = {
    checkJs: true,
    strict: true,
    noEmit: true,
    target: 'es2023',
    module: 'nodenext',
    types: ['node'],
    typeRoots: [join(repository, 'node_modules/@types')],
    paths: { faqgen: [join(repository, 'lib/index.d.mts')] },
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: [name] }));
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  return promisify(execFile)(process.execPath, [compiler, '-p', folder]).then(
    () => [],
    ({ stdout }) => [String(stdout)],
  );
}

const rules: Readonly<Record<string, (block: Block) => Promise<string[]>>> = {
  css: slipsOfStyle,
  handlebars: slipsOfTemplate,
  yaml: slipsOfYaml,
  sh: ({ text }) => slipsOfShell(text),
  js: slipsOfProgram,
  ts: slipsOfProgram,
  json: async ({ text }) => (JSON.parse(text) ? [] : ['nothing']),
  markdown: slipsOfMarkdown,
};

test.each(
  blocks.filter((block) => !isElsewhere(block)).map((block) => [block.page, block.text.split('\n')[0], block] as const),
)('%s: %s', async (_page, _line, block) => {
  const rule = rules[block.language];
  expect(await (rule ? rule(block) : [`nobody runs a block of ${block.language}`])).toEqual([]);
});

test('lists no block that is not there', () => {
  const of = ([page, language, beginning]: (typeof elsewhere)[number]): boolean =>
    blocks.some((block) => block.page === page && block.language === language && block.text.startsWith(beginning));
  expect(elsewhere.filter((entry) => !of(entry))).toEqual([]);
});
