/**
 * Makes lib/ of src/, behind `npm run prepare`: the program in one file, with its
 * packages and the compiled built-in theme in it, and beside it the code that
 * this Node's V8 makes of what a build runs. Loading some 300 modules
 * took longer than building nine questions.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { faqYaml, makeCorpus } from '../bench/corpus.mjs';
import { shorten } from './manifest.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const lib = join(root, 'lib');
const scratch = await mkdtemp(join(tmpdir(), 'faqgen-bundle-'));

const typeface = 'node_modules/@expo-google-fonts/amiri';

/** What few builds need is set up at its first call: importer, what it imports. */
const lazy = [
  ['schema/identifiers.ts', '@sindresorhus/slugify'],
  ['inspect/readingGrade.ts', 'syllable'],
  ['inspect/inspectLinks.ts', './linkMismatch.ts'],
  ['inspect/inspectMarkdown.ts', '../markdown/telephoneNumbers.ts'],
  ['html/pictureSize.ts', 'image-size'],
  ['theme/templates.ts', './parseTheme.ts'],
];

const settings = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
};

/** A plugin that takes `contents` for what stands in a file. */
const inPlaceOf = (filter, contents) => ({
  name: `in place of ${filter}`,
  setup: ({ onLoad }) => onLoad({ filter }, () => ({ contents, loader: 'js' })),
});

/**
 * Patterns are what esbuild leaves as they are, and one sign beyond ASCII makes V8 keep all of the program in two bytes
 * a letter. What a pattern, a text or a comment means stays the same.
 */
async function readInAscii(path) {
  const source = await readFile(path, 'utf8');
  return source.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const inAscii = {
  name: 'in ASCII',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => ({
      contents: withLazyPatterns(await readInAscii(path), path),
      loader: 'default',
    })),
};

/** `source` with patterns that V8 reads at their first use: constants that hold classes of Unicode or are put together. */
function withLazyPatterns(source, path) {
  // Those of all dialects of marked are made by one function.
  const rules = path.endsWith('/marked/lib/marked.esm.js') ? 'getRegex:()=>new RegExp(' : '';
  if (!source.includes(rules)) throw new Error('marked does not make its patterns where it did');
  return source
    .replace(rules, rules.replace('RegExp', 'LazyPattern'))
    .replaceAll(
      /^((?:export )?const \w+ =\s+)\/(.*\\[pP]\{.*)\/([a-z]*);$/gm,
      (_, start, pattern, flags) => `${start}new LazyPattern(${JSON.stringify(pattern)}, '${flags}');`,
    )
    .replaceAll(/^((?:export )?const \w+ = )new RegExp\(/gm, '$1new LazyPattern(');
}

/** Imports of functions, listed in `lazy`, become functions that load at their first call. */
const lazily = {
  name: 'lazily',
  setup: ({ onLoad }) =>
    onLoad(
      { filter: new RegExp(`/(?:${lazy.map(([importer]) => importer.replace('.', '\\.')).join('|')})$`) },
      async ({ path }) => {
        let contents = await readInAscii(path);
        for (const [importer, from] of lazy.filter(([importer]) => path.endsWith(importer))) {
          const before = contents;
          contents = contents.replace(
            new RegExp(`^import (?:(\\w+)|\\{ (\\w+) \\}) from '${from}';$`, 'm'),
            (_, whole, named) =>
              `const ${whole ?? named} = (...given) => require('${from}').${named ?? 'default'}(...given);`,
          );
          if (contents === before) throw new Error(`src/${importer} does not import one function from ${from}`);
        }
        return { contents: withLazyPatterns(contents, path), loader: 'ts' };
      },
    ),
};

/** Commander can run other programs as its subcommands, for which Node loads its sockets: here are none. */
const withoutSubprograms = {
  name: 'without subprograms',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/commander\/lib\/command\.js$/ }, async ({ path }) => {
      const before = await readFile(path, 'utf8');
      const contents = before.replace(/require\('(?:node:)?child_process'\)/, '{}');
      if (contents === before) throw new Error('commander does not load child_process');
      return { contents, loader: 'js' };
    }),
};

/** The table of character references is computed here: it would take 4 ms of every start. */
const withDecodedReferences = {
  name: 'with decoded references',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/entities\/dist\/decode\.js$/ }, async ({ path }) => {
      const folder = pathToFileURL(path);
      const { htmlDecodeData } = await import(new URL('./generated/decode-data-html.js', folder).href);
      const { initDecodeData } = await import(new URL('./internal/decode-data-format.js', folder).href);
      const before = await readFile(path, 'utf8');
      const contents = before.replace('initDecodeData(htmlDecodeData)', () => literal(initDecodeData(htmlDecodeData)));
      if (contents === before) throw new Error('entities does not decode its references where it did');
      return { contents, loader: 'js' };
    }),
};

/** The source of an object of numbers, texts, lists of them, and typed arrays. */
function literal(object) {
  const source = (value) =>
    ArrayBuffer.isView(value)
      ? `new ${value.constructor.name}(new Uint8Array(Buffer.from('${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}', 'base64')).buffer)`
      : JSON.stringify(value);
  return `{ ${Object.entries(object).map(([key, value]) => `${key}: ${source(value)}`)} }`;
}

/**
 * The rasterizer waits for WebAssembly where it is imported, which only a module of its own can. A script
 * whose code was compiled ahead cannot import one (Node 20 forgets how), so that a file between does it.
 */
const withRasterizerApart = {
  name: 'rasterizer apart',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/host\/paintingSurroundings\.ts$/ }, async ({ path }) => {
      const before = await readInAscii(path);
      const contents = before.replace("import('./rasterizer.ts')", "require(__dirname + '/../host/rasterizer.cjs')");
      if (contents === before) throw new Error('src/host/paintingSurroundings.ts does not import the rasterizer');
      return { contents, loader: 'ts' };
    });
  },
};

try {
  await rm(lib, { recursive: true, force: true });
  await mkdir(join(lib, 'program'), { recursive: true });
  await copyTypeface();
  const [program, rasterizer] = await Promise.all([
    bundleProgram(),
    bundleRasterizer(),
    bundleScripts().then(bundleVerifier),
    declareLibrary(),
    writeManualPage(),
  ]);
  await writeFile(join(lib, 'LICENSES.txt'), await licencesOf([...program.inputs, ...rasterizer, typeface]));
  await compileAhead(program.path);
  // Last, so that whoever compares times finds a program that is whole.
  await startWith(program.path);
  // Installed from a git address: the clone is npm's own and is packed next, which would prepare all of it again.
  if (process.env._PACOTE_NO_PREPARE_) await shorten();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function bundleProgram() {
  const { theme, faces } = await computeAhead();
  const lazyPattern = (await readFile(join(root, 'bundle/lazyPattern.mjs'), 'utf8')).replace('export ', '');
  const { outputFiles, metafile } = await esbuild.build({
    ...settings,
    entryPoints: [join(root, 'src/cli.ts')],
    format: 'cjs',
    outfile: join(lib, 'program/faqgen.cjs'),
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: `const moduleUrl = require('node:url').pathToFileURL(__filename).href;\n${lazyPattern}` },
    plugins: [
      inPlaceOf(/theme\/precompiledTheme\.ts$/, theme),
      inPlaceOf(/outputs\/measuredFaces\.ts$/, faces),
      lazily,
      withoutSubprograms,
      withDecodedReferences,
      withRasterizerApart,
      inAscii,
    ],
    write: false,
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
  );
  if (imported.length > 0) throw new Error(`the program would import ${imported.join(', ')} while it runs`);
  const file = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).contents;
  if (file('.cjs').some((byte) => byte > 127)) throw new Error('the program holds a sign beyond ASCII');
  const hash = createHash('sha256').update(file('.cjs')).digest('hex').slice(0, 12);
  const program = join(lib, 'program', `faqgen-${hash}.cjs`);
  await writeFile(program, file('.cjs'));
  await writeFile(`${program}.map`, file('.map'));
  await copyFile(join(root, 'src/host/importModule.cjs'), join(await folder('host'), 'importModule.cjs'));
  await copyFile(join(root, 'src/live/client.js'), join(await folder('live'), 'client.js'));
  const reviewing = await folder('reviewing');
  for (const name of ['review.css', 'review.js'])
    await copyFile(join(root, 'src/reviewing', name), join(reviewing, name));
  await writeFile(join(lib, 'package.json'), '{ "type": "commonjs" }\n');
  await writeFile(
    join(lib, 'index.mjs'),
    `import { createRequire } from 'node:module';

export const { build, check, compile, version, watch } = createRequire(import.meta.url)('./program/${basename(program)}');
`,
  );
  return { path: program, inputs: Object.keys(metafile.inputs) };
}

async function startWith(program) {
  await esbuild.build({
    ...settings,
    entryPoints: [join(root, 'bundle/start.cjs')],
    format: 'cjs',
    outfile: join(lib, 'cli.js'),
    define: { PROGRAM: JSON.stringify(basename(program)) },
  });
}

/** The types of the library, whose file shows none of another one. */
async function declareLibrary() {
  const compilerOptions = {
    noEmit: false,
    noCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: root,
    outDir: join(scratch, 'types'),
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const project = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    files: [join(root, 'src/library.ts')],
    include: [],
  };
  await writeFile(join(scratch, 'tsconfig.json'), JSON.stringify(project));
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(scratch, 'tsconfig.json')]);
  const declared = (path) => readFile(join(scratch, 'types/src', path), 'utf8');
  const config = await declared('hooks/config.d.ts');
  const types = (await declared('library.d.ts'))
    .replace(/^\/\/ The types of this file .*\n/m, '')
    .replace("export type * from './hooks/config.ts';\n", () => config);
  if (/^import\b|\bimport\(|from '/m.test(types)) throw new Error('src/library.ts shows types of other files');
  await writeFile(join(lib, 'index.d.mts'), types);
}

/** The page for `man`, from the commands as they are defined. */
async function writeManualPage() {
  const module = join(scratch, 'manual.cjs');
  await esbuild.build({
    ...settings,
    stdin: {
      contents: `
        import { commandTree } from './src/commandLine/commandTree.ts';
        import { programFor } from './src/commandLine/program.ts';
        import { manualPage } from './src/manual/manualPage.ts';
        export const page = (version) => manualPage(commandTree(programFor({ version }, () => {})), version);`,
      resolveDir: root,
    },
    format: 'cjs',
    outfile: module,
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = 'file:///';" },
  });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(lib, 'faqgen.1'), createRequire(import.meta.url)(module).page(version));
}

async function copyTypeface() {
  const fonts = await folder('fonts');
  for (const face of ['700Bold', '400Regular'])
    await copyFile(join(root, typeface, face, `Amiri_${face}.ttf`), join(fonts, `Amiri_${face}.ttf`));
}

/** The built-in theme and the measures of the typeface, as modules. A fault in a template fails the build. */
async function computeAhead() {
  const module = join(scratch, 'ahead.cjs');
  await esbuild.build({
    ...settings,
    stdin: {
      contents: `
        export { precompileTheme } from './src/theme/parseTheme.ts';
        export { digestOfTheme } from './src/theme/templates.ts';
        export { measureFaces } from './src/outputs/shareImages.ts';`,
      resolveDir: root,
    },
    format: 'cjs',
    outfile: module,
  });
  const { precompileTheme, digestOfTheme, measureFaces } = createRequire(import.meta.url)(module);
  const names = (await readdir(join(root, 'templates'))).filter((name) => name.endsWith('.hbs')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({
      path: `faqgen:templates/${name}`,
      text: await readFile(join(root, 'templates', name), 'utf8'),
    })),
  );
  const { source, diagnostics } = precompileTheme(files);
  if (diagnostics.length > 0) throw new Error(`templates/: ${JSON.stringify(diagnostics)}`);
  const measures = JSON.stringify(
    measureFaces({
      bold: await readFile(join(lib, 'fonts/Amiri_700Bold.ttf')),
      regular: await readFile(join(lib, 'fonts/Amiri_400Regular.ttf')),
    }),
  );
  return {
    theme: `export const precompiledTheme = { digest: '${digestOfTheme(files)}', templates: ${source} };`,
    faces: `export const measuredFaces = () => JSON.parse('${measures}');`,
  };
}

async function bundleRasterizer() {
  const { metafile } = await esbuild.build({
    ...settings,
    metafile: true,
    entryPoints: [join(root, 'src/host/rasterizer.ts')],
    format: 'esm',
    outfile: join(await folder('host'), 'rasterizer.mjs'),
  });
  await writeFile(join(lib, 'host/rasterizer.cjs'), "module.exports = import('./rasterizer.mjs');\n");
  await copyFile(join(root, 'node_modules/@resvg/resvg-wasm/index_bg.wasm'), join(lib, 'host/resvg.wasm'));
  return Object.keys(metafile.inputs);
}

async function bundleScripts() {
  await esbuild.build({
    entryPoints: [join(root, 'templates/*.js')],
    bundle: true,
    format: 'iife',
    minify: true,
    charset: 'utf8',
    target: 'es2022',
    outdir: await folder('scripts'),
    logLevel: 'warning',
  });
}

/**
 * The verifier of readers' browsers: the code of `review verify`, with what a browser has in the place of what Node has. It knows
 * the scripts and styles of this version by their digests.
 */
async function bundleVerifier() {
  const module = join(scratch, 'known.cjs');
  await esbuild.build({
    ...settings,
    stdin: {
      contents: `
        export { programFiles } from './src/published/programFiles.ts';
        export { readTheme } from './src/theme/readTheme.ts';`,
      resolveDir: root,
    },
    format: 'cjs',
    outfile: module,
  });
  const { programFiles, readTheme } = createRequire(import.meta.url)(module);
  const templates = [];
  for (const from of [join(root, 'templates'), join(lib, 'scripts')])
    for (const name of (await readdir(from)).filter((name) => from.endsWith('scripts') || !name.endsWith('.js')).sort())
      templates.push({ path: `faqgen:templates/${name}`, bytes: await readFile(join(from, name)) });
  const none = { read: () => null, list: () => null };
  const { files, styles, verifier } = programFiles([readTheme({ templates, files: none }, null, null)], {
    script: '',
    style: '',
  });
  const known = {
    files: [...files].filter(([path]) => !Object.values(verifier).includes(path)),
    styles: [...styles.values()],
  };
  const surroundings = {
    // What has no place there writes files, or reads those of a project.
    'node:crypto': `export * from ${JSON.stringify(join(root, 'src/verifier/browserCrypto.ts'))}; export const randomBytes = null;`,
    'node:path': 'module.exports = {};',
    'node:zlib': 'module.exports = {};',
  };
  const path = join(await folder('verifier'), 'verify.js');
  const { metafile } = await esbuild.build({
    bundle: true,
    platform: 'browser',
    format: 'iife',
    minify: true,
    charset: 'utf8',
    target: 'es2022',
    logLevel: 'warning',
    metafile: true,
    entryPoints: [join(root, 'src/verifier/verifyPage.ts')],
    outfile: path,
    define: { knownFiles: JSON.stringify(known) },
    plugins: [
      {
        name: 'in a browser',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'browser', sideEffects: false }));
          onLoad({ filter: /.*/, namespace: 'browser' }, ({ path }) => ({
            contents: surroundings[path],
            resolveDir: root,
          }));
        },
      },
    ],
  });
  await copyFile(join(root, 'src/verifier/verify.css'), join(lib, 'verifier/verify.css'));
  // Whoever publishes a site passes these packages on.
  await appendFile(path, `/*!\n${(await licencesOf(Object.keys(metafile.inputs))).replaceAll('*/', '* /')}*/\n`);
}

/** What these builds run is compiled before the program starts: one paints pictures, the other has warnings. */
async function compileAhead(program) {
  const sample = join(scratch, 'faq.yaml');
  await writeFile(sample, faqYaml(makeCorpus(3)));
  const code = `${program}.${process.version}-${process.platform}-${process.arch}`;
  const commandLines = [
    ['build', sample, '--out', join(scratch, 'out')],
    ['build', join(root, 'faq.yaml'), '--as-of', '2026-01-01', '--out', join(scratch, 'own')],
  ];
  await run(process.execPath, [join(root, 'bundle/compile.cjs'), program, code, JSON.stringify(commandLines)], {
    env: { ...process.env, XDG_CACHE_HOME: join(scratch, 'cache'), NODE_OPTIONS: '' },
  });
}

/** The licences of all packages of which files are given, in the words that they ask to be passed on. */
async function licencesOf(files) {
  const packages = new Set(files.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = [...packages].sort().map(async (path) => {
    const { name, version, license, author, repository } = JSON.parse(
      await readFile(join(root, path, 'package.json'), 'utf8'),
    );
    const own = (await readdir(join(root, path))).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file)).sort();
    const passages = await Promise.all(own.map((file) => readFile(join(root, path, file), 'utf8')));
    if (own.length === 0) {
      const source = repository?.url ?? repository;
      passages.push(`${license}, by its package.json${author ? `. Copyright (c) ${author}` : ''}. Source: ${source}`);
      passages.push(await readFile(join(root, 'bundle/licences', `${license}.txt`), 'utf8'));
    }
    return `${name} ${version}\n\n${passages.map((text) => text.trim()).join('\n\n')}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

async function folder(name) {
  const path = join(lib, name);
  await mkdir(path, { recursive: true });
  return path;
}
