// In: README.md, docs/*.md and docs/faq.yaml. Out: site/, plain HTML with the built-in style, and the FAQ in site/faq/.
// A link or an anchor that leads nowhere ends it with 1. It knows nothing of faqgen but its command and its style.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Marked } from 'marked';

const repository = join(import.meta.dirname, '..');
const site = resolve(repository, process.argv[2] ?? 'site');
const inDocs = await readdir(join(repository, 'docs'));
const paths = [
  'README.md',
  ...inDocs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
];
const pageOf = (path) => (path === 'README.md' ? 'index.html' : basename(path).toLowerCase().replace(/md$/, 'html'));
const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The anchor of a heading, as forges make it of its words. */
const anchorOf = (html) =>
  html
    .replaceAll(/<[^>]+>|&[#\w]+;/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

/** A page, with the anchors that it has, and the links that it makes to pages. */
async function read(path) {
  const anchors = new Set();
  const links = [];
  const gone = [];
  const marked = new Marked({ async: true });
  marked.use({
    // What lies in the repository and is no page has no address: its words stay.
    async walkTokens(token) {
      if ((token.type !== 'link' && token.type !== 'image') || /^[a-z]+:/.test(token.href)) return;
      const [target, anchor = ''] = token.href.split('#');
      const file = target ? join(dirname(path), target) : path;
      if (paths.includes(file)) {
        links.push({ file, anchor });
        token.href = (file === path ? '' : pageOf(file)) + (anchor && `#${anchor}`);
      } else if (file === 'docs/faq.yaml') token.href = 'faq/index.html';
      else if (token.type === 'image') token.href = basename(file);
      else token.href = '';
      await stat(join(repository, file)).catch(() => gone.push(file));
    },
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        let id = anchorOf(html);
        for (let count = 1; anchors.has(id); count += 1) id = `${anchorOf(html)}-${count}`;
        anchors.add(id);
        return `<h${depth} id="${id}">${html}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const html = this.parser.parseInline(tokens);
        return href === '' ? html : `<a href="${escapeHtml(href)}">${html}</a>`;
      },
    },
  });
  const text = await readFile(join(repository, path), 'utf8');
  return { path, title: /^# (.*)$/m.exec(text)?.[1] ?? path, html: await marked.parse(text), anchors, links, gone };
}

const pages = await Promise.all(paths.map(read));
const dead = pages.flatMap(({ path, links, gone }) => [
  ...gone.map((file) => `${path}: ${file}`),
  ...links.flatMap(({ file, anchor }) =>
    !anchor || pages.find((page) => page.path === file).anchors.has(anchor) ? [] : [`${path}: ${file}#${anchor}`],
  ),
]);
if (dead.length > 0) {
  console.error(`links that lead nowhere:\n  ${dead.join('\n  ')}`);
  process.exit(1);
}

await rm(site, { recursive: true, force: true });
await mkdir(site, { recursive: true });
for (const { path, title, html } of pages) {
  const entries = pages.map((page) => {
    const here = page.path === path ? ' aria-current="page"' : '';
    return `<li><a href="${pageOf(page.path)}"${here}>${escapeHtml(page.title.replaceAll('`', ''))}</a></li>`;
  });
  await writeFile(
    join(site, pageOf(path)),
    `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title.replaceAll('`', ''))}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<nav aria-label="Documentation"><ul>
<li><a href="faq/index.html">Questions and answers</a></li>
${entries.join('\n')}
</ul></nav>
<main>
${html}</main>
</body>
</html>
`,
  );
}
const style = await readFile(join(repository, 'templates/style.css'), 'utf8');
const own = `nav { padding: 1rem 3rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; margin: 0; padding: 0; list-style: none; font-size: 0.85rem; }
pre, table { display: block; overflow-x: auto; }
`;
await writeFile(join(site, 'style.css'), style + own);
for (const name of inDocs.filter((one) => /\.(?:png|svg)$/.test(one)))
  await cp(join(repository, 'docs', name), join(site, name));
const faq = ['lib/cli.js', 'build', 'docs/faq.yaml', '--quiet', '-o', join(site, 'faq')];
execFileSync(process.execPath, faq, { cwd: repository, env: { ...process.env, CI: '' }, stdio: 'inherit' });
