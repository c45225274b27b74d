// The parts of one page as nhs.uk and Starlight lay them out, each by the components of its own package.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { peersFolder } from './peers.mjs';

/**
 * @typedef {import('./pageParts.mjs').Parts} Parts
 * @typedef {import('./pageParts.mjs').Block} Block
 * @typedef {import('./pageParts.mjs').Inline} Inline
 */

const packages = join(peersFolder, 'node_modules');

/** Where the package of nhs.uk has what its pages load, each at the same name beside the page. */
export const nhsFolder = join(packages, 'nhsuk-frontend/dist/nhsuk');
export const nhsFiles = ['nhsuk-frontend.min.css', 'nhsuk-frontend.min.js', 'assets'];

/**
 * A page of nhs.uk. A callout that gives a telephone number is a care card, any other a warning callout.
 * @param {Parts} parts
 * @param {boolean} closed  each answer in an expander, where its heading is otherwise followed by the answer
 */
export function nhsPage(parts, closed) {
  const nunjucks = createRequire(join(packages, 'nunjucks/package.json'))('nunjucks');
  const environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([join(packages, 'nhsuk-frontend/dist'), import.meta.dirname]),
    { trimBlocks: true, lstripBlocks: true },
  );
  const [urgent] = parts.urgent;
  // The first words of the strip are its heading, as in a care card of nhs.uk.
  const isHeaded = Boolean(urgent?.of[0]?.strong);
  return environment.render('nhsPage.njk', {
    ...parts,
    closed,
    urgent: urgent && {
      heading: isHeaded ? plainOf(urgent.of[0].strong) : 'Urgent',
      of: nhsBlocks([{ ...urgent, of: isHeaded ? urgent.of.slice(1) : urgent.of }, ...parts.urgent.slice(1)]),
    },
    about: nhsBlocks(parts.about),
    answers: parts.answers.map((answer) => ({ ...answer, blocks: nhsBlocks(answer.blocks) })),
    help: parts.help.map((part) => ({ ...part, blocks: nhsBlocks(part.blocks) })),
    sections: parts.sections.map((part) => ({ ...part, blocks: nhsBlocks(part.blocks) })),
  });
}

/** @param {Block[]} blocks */
function nhsBlocks(blocks) {
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return { kind: block.kind, html: html(block.of) };
    if (block.kind === 'list') return { ...block, items: block.items.map(html) };
    if (block.kind === 'table') {
      const head = block.head.map((of) => ({ text: plainOf(of) }));
      const rows = block.rows.map((row) => row.map((of, place) => ({ header: head[place].text, html: html(of) })));
      return { kind: block.kind, head, rows };
    }
    const care = /"(?:tel|sms):/.test(JSON.stringify(block.of)) && (block.type === 'caution' ? 'emergency' : 'urgent');
    return { kind: block.kind, title: block.title, care, of: nhsBlocks(block.of) };
  });
}

/** @param {Inline} of */
function html(of) {
  return of
    .map((part) => {
      if (typeof part === 'string') return escapedHtml(part);
      if (part.strong) return `<strong>${html(part.strong)}</strong>`;
      if (part.cites) return `<sup><a href="#source-${part.number}">[${part.number}]</a></sup>`;
      return `<a href="${escapedHtml(part.link)}">${html(part.of)}</a>`;
    })
    .join('');
}

/** Starlight's kind of aside for each callout. */
const asides = { note: 'note', tip: 'tip', important: 'note', warning: 'caution', caution: 'danger' };

/**
 * A project of Starlight, as its starter makes one, with one page: its banner, asides, footnotes and date.
 * @param {Parts} parts
 * @param {string} icon  SVG; each project brings its own
 * @returns {[path: string, text: string][]}
 */
export function starlightProject(parts, icon) {
  const { title, description, publisher, urgent, updated } = parts;
  const front = {
    title,
    ...(description && { description }),
    ...(urgent.length > 0 && { banner: { content: urgent.map(({ of }) => html(of)).join('<br>') } }),
    ...(updated && { lastUpdated: updated }),
  };
  const lines = Object.entries(front).map(
    ([key, value]) => `${key}: ${key === 'lastUpdated' ? value : JSON.stringify(value)}`,
  );
  const text = [
    ...(description ? [escapedMarkdown(description)] : []),
    ...parts.answers.flatMap((answer) => [`## ${escapedMarkdown(answer.question)}`, markdown(answer.blocks)]),
    ...[...parts.help, ...parts.sections].flatMap((part) => [
      `## ${escapedMarkdown(part.title)}`,
      markdown(part.blocks),
    ]),
    ...(parts.about.length > 0 ? [`## ${escapedMarkdown(publisher)}`, markdown(parts.about)] : []),
    ...parts.sources.map(
      (source) =>
        `[^${source.id}]: [${escapedMarkdown(source.title)}](<${source.href}>) ${escapedMarkdown(source.facts.join(', '))}`,
    ),
  ].join('\n\n');
  return [
    [
      'package.json',
      '{"private": true, "type": "module", "dependencies": {"@astrojs/starlight": "*", "astro": "*"}}\n',
    ],
    [
      'astro.config.mjs',
      `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({ integrations: [starlight({ title: ${JSON.stringify(publisher || title)} })] });
`,
    ],
    [
      'src/content.config.ts',
      `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
    ],
    ['public/favicon.svg', icon],
    ['src/content/docs/index.md', `---\n${lines.join('\n')}\n---\n\n${withAnchors(text, parts)}\n`],
  ];
}

/** Starlight makes ids of headings: links to the answers lead there. */
function withAnchors(text, { answers }) {
  const slug = (question) =>
    question
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-');
  return answers.reduce((all, { id, question }) => all.replaceAll(`](<#${id}>)`, `](<#${slug(question)}>)`), text);
}

/** @param {Block[]} blocks */
function markdown(blocks) {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return inlineMarkdown(block.of);
      if (block.kind === 'list') {
        return block.items
          .map((item, place) => `${block.ordered ? `${place + 1}.` : '-'} ${inlineMarkdown(item)}`)
          .join('\n');
      }
      if (block.kind === 'table') {
        const row = (cells) => `| ${cells.map(inlineMarkdown).join(' | ')} |`;
        return [row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
      }
      return `:::${asides[block.type]}[${escapedMarkdown(block.title)}]\n${markdown(block.of)}\n:::`;
    })
    .join('\n\n');
}

/** @param {Inline} of */
function inlineMarkdown(of) {
  return of
    .map((part, place) => {
      if (typeof part === 'string') return escapedMarkdown(part);
      if (part.strong) return `**${inlineMarkdown(part.strong)}**`;
      // Its numbers have no brackets: 1 and 2 without a space between them would be 12.
      if (part.cites) return `${of[place - 1]?.cites ? ' ' : ''}[^${part.cites}]`;
      return `[${inlineMarkdown(part.of)}](<${part.link}>)`;
    })
    .join('');
}

function plainOf(of) {
  return of.map((part) => (typeof part === 'string' ? part : plainOf(part.strong ?? part.of ?? []))).join('');
}

function escapedHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function escapedMarkdown(text) {
  return text.replaceAll(/[\\`*_{}[\]<>#|~$:&]/g, '\\$&');
}
