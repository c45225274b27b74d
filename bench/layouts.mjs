// One FAQ as a project of each generator: an index, a page a question, and sitemap.xml; where the index does not carry
// the answers, a page a section does, below the list of its questions. The sources are what the manual of each
// generator recommends; where it knows several ways, the quickest measured one. All pages have the same parts.

import { faqYaml } from './corpus.mjs';

/**
 * @typedef {import('./corpus.mjs').Section} Section
 * @typedef {{ answersOnIndex: boolean, questionsOnIndex: boolean }} Plan  what the index carries beside the sections
 * @typedef {[path: string, text: string]} SourceFile
 * @typedef {object} Layout
 * @property {(sections: Section[], plan: Plan) => Iterable<SourceFile>} files  the whole project
 * @property {(sections: Section[], place: number) => SourceFile} edited  the file that holds the answer at this place
 * @property {string[]} packages  what the project imports, out of the folder of the peers
 */

const address = 'https://bench.example/';
const style =
  ':root { color-scheme: light dark }\nbody { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 system-ui, sans-serif }\n';

/** Answers link to each other by page: such a link works from every page alike. */
const linkingPages = (answer) => answer.replaceAll(/\]\(#([^)]+)\)/g, ']($1.html)');

/** The head, header and footer that every page of every peer has. */
const pageAround = (title, path, body) =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="canonical" href="${address}${path}">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${address}${path}">
<meta property="og:site_name" content="Bench">
<link rel="stylesheet" href="style.css">
</head>
<body>
<header><a href="index.html">Bench</a></header>
<main>
${body}
</main>
<footer><a href="index.html">All questions</a></footer>
</body>
</html>
`;

const allOf = (sections) => sections.flatMap(({ questions }) => questions);

/** @param {(sections: Section[]) => string} write @returns {Layout} */
const faqgenWith = (write) => ({
  files: (sections) => [['faq.yaml', write(sections)]],
  edited: (sections) => ['faq.yaml', write(sections)],
  packages: [],
});

/** What the peers make, and what belongs to every page. */
export const faqgen = faqgenWith(
  (sections) =>
    `${faqYaml(sections)}\noutputs: {markdown: false, json: false, feed: false, llms: false, shareImages: none}\n`,
);

/** With all that faqgen makes where nothing is said. */
export const faqgenWhole = faqgenWith(faqYaml);

// Eleventy: a data file and pagination. Its own markdown-it renders each answer once, for all pages that show it.

const eleventyData = (sections) =>
  JSON.stringify(
    sections.map((section) => ({
      ...section,
      questions: section.questions.map((one) => ({ ...one, answer: linkingPages(one.answer) })),
    })),
  );

const eleventyList = (address) =>
  `<ul>\n{% for q in section.questions %}<li><a href="${address}">{{ q.question }}</a></li>\n{% endfor %}</ul>\n`;

const eleventyArticle =
  '<article id="{{ q.id }}">\n<h3><a href="{{ q.id }}.html">{{ q.question }}</a></h3>\n{{ q.html }}</article>';

/** @type {Layout} */
export const eleventy = {
  files: (sections, { answersOnIndex, questionsOnIndex }) => [
    ['package.json', '{"private": true, "type": "module"}\n'],
    ['faq.json', eleventyData(sections)],
    ['style.css', style],
    [
      'eleventy.config.js',
      `export default function (config) {
  config.addPassthroughCopy('style.css');
  config.addWatchTarget('faq.json');
  return { htmlTemplateEngine: 'liquid' };
}
`,
    ],
    [
      '_data/faq.js',
      `import { readFile } from 'node:fs/promises';
import markdownIt from 'markdown-it';

export default async function () {
  const sections = JSON.parse(await readFile(new URL('../faq.json', import.meta.url), 'utf8'));
  const markdown = markdownIt();
  for (const { questions } of sections) for (const one of questions) one.html = markdown.render(one.answer);
  return { sections, questions: sections.flatMap(({ questions }) => questions) };
}
`,
    ],
    [
      'index.liquid',
      `---\npermalink: index.html\n---\n${pageAround(
        'Bench',
        '',
        `<h1>Bench</h1>
{% for section in faq.sections %}<h2>${answersOnIndex ? '{{ section.title }}' : '<a href="{{ section.id }}.html">{{ section.title }}</a> ({{ section.questions | size }})'}</h2>
${questionsOnIndex ? eleventyList(answersOnIndex ? '#{{ q.id }}' : '{{ q.id }}.html') : ''}{% endfor %}${answersOnIndex ? `{% for q in faq.questions %}${eleventyArticle}\n{% endfor %}` : ''}`,
      )}`,
    ],
    [
      'question.liquid',
      `---\npagination: {data: faq.questions, size: 1, alias: q}\npermalink: "{{ q.id }}.html"\n---\n${pageAround(
        '{{ q.question }}',
        '{{ q.id }}.html',
        '<h1>{{ q.question }}</h1>\n{{ q.html }}',
      )}`,
    ],
    ...(answersOnIndex
      ? []
      : [
          [
            'section.liquid',
            `---\npagination: {data: faq.sections, size: 1, alias: section}\npermalink: "{{ section.id }}.html"\n---\n${pageAround(
              '{{ section.title }}',
              '{{ section.id }}.html',
              `<h1>{{ section.title }}</h1>\n${eleventyList('#{{ q.id }}')}{% for q in section.questions %}${eleventyArticle}\n{% endfor %}`,
            )}`,
          ],
        ]),
    [
      'sitemap.liquid',
      `---\npermalink: sitemap.xml\n---
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${address}</loc></url>
${answersOnIndex ? '' : `{% for section in faq.sections %}<url><loc>${address}{{ section.id }}.html</loc></url>\n{% endfor %}`}{% for q in faq.questions %}<url><loc>${address}{{ q.id }}.html</loc></url>
{% endfor %}</urlset>
`,
    ],
  ],
  edited: (sections) => ['faq.json', eleventyData(sections)],
  packages: ['@11ty/eleventy', 'markdown-it'],
};

// Hugo: a content file a question, a folder a section.

const hugoQuestion = (section, { id, question, answer }, weight) => [
  `content/${section.id}/${id}.md`,
  `---\ntitle: ${JSON.stringify(question)}\nurl: /${id}.html\nweight: ${weight}\n---\n${linkingPages(answer)}\n`,
];

const hugoList = (address) =>
  `<ul>\n{{ range .RegularPages }}<li><a href="${address}">{{ .Title }}</a></li>\n{{ end }}</ul>\n`;

const hugoArticle =
  '<article id="{{ .File.ContentBaseName }}">\n<h3><a href="{{ .File.ContentBaseName }}.html">{{ .Title }}</a></h3>\n{{ .Content }}</article>';

/** @type {Layout} */
export const hugo = {
  *files(sections, { answersOnIndex, questionsOnIndex }) {
    yield [
      'hugo.toml',
      `baseURL = "${address}"\nlanguageCode = "en"\ntitle = "Bench"\nuglyURLs = true\ndisableKinds = ["taxonomy", "term", "RSS", "404"]\n`,
    ];
    yield ['static/style.css', style];
    yield [
      'layouts/_default/baseof.html',
      pageAround('{{ .Title }}', '', '{{ block "main" . }}{{ end }}').replaceAll(`"${address}"`, '"{{ .Permalink }}"'),
    ];
    yield [
      'layouts/index.html',
      `{{ define "main" }}<h1>{{ .Title }}</h1>
{{ range .Site.Sections }}<h2>${answersOnIndex ? '{{ .Title }}' : '<a href="{{ .File.ContentBaseName }}.html">{{ .Title }}</a> ({{ len .RegularPages }})'}</h2>
${questionsOnIndex ? hugoList(answersOnIndex ? '#{{ .File.ContentBaseName }}' : '{{ .File.ContentBaseName }}.html') : ''}{{ end }}${answersOnIndex ? `{{ range .Site.Sections }}{{ range .RegularPages }}${hugoArticle}\n{{ end }}{{ end }}` : ''}{{ end }}`,
    ];
    yield ['layouts/_default/single.html', '{{ define "main" }}<h1>{{ .Title }}</h1>\n{{ .Content }}{{ end }}'];
    yield [
      'layouts/_default/section.html',
      `{{ define "main" }}<h1>{{ .Title }}</h1>\n${hugoList('#{{ .File.ContentBaseName }}')}{{ range .RegularPages }}${hugoArticle}\n{{ end }}{{ end }}`,
    ];
    for (const [index, section] of sections.entries()) {
      const page = answersOnIndex ? '_build: {render: never}' : `url: /${section.id}.html`;
      yield [
        `content/${section.id}/_index.md`,
        `---\ntitle: ${JSON.stringify(section.title)}\nweight: ${index + 1}\n${page}\n---\n`,
      ];
      for (const [place, question] of section.questions.entries()) yield hugoQuestion(section, question, place + 1);
    }
  },
  edited: (sections, place) => {
    const section = sections.find(({ questions }) => questions.includes(allOf(sections)[place]));
    const question = allOf(sections)[place];
    return hugoQuestion(section, question, section.questions.indexOf(question) + 1);
  },
  packages: [],
};

// Astro: a content collection, a Markdown file a question.

const astroQuestion = (section, { id, question, answer }, weight) => [
  `content/${id}.md`,
  `---\nquestion: ${JSON.stringify(question)}\nsection: ${section.id}\nweight: ${weight}\n---\n${linkingPages(answer)}\n`,
];

const astroList = (address) =>
  `<ul>{section.entries.map((entry) => <li><a href={${address}}>{entry.data.question}</a></li>)}</ul>\n`;

const astroArticle =
  '<article id={entry.id}><h3><a href={entry.id + ".html"}>{entry.data.question}</a></h3><Content /></article>';

/** @type {Layout} */
export const astro = {
  *files(sections, { answersOnIndex, questionsOnIndex }) {
    yield ['package.json', '{"private": true, "type": "module"}\n'];
    yield ['public/style.css', style];
    yield [
      'astro.config.mjs',
      `import { defineConfig } from 'astro/config';\n\nexport default defineConfig({ site: '${address}', build: { format: 'file' } });\n`,
    ];
    yield [
      'src/content.config.js',
      `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';

export const collections = { questions: defineCollection({ loader: glob({ pattern: '*.md', base: './content' }) }) };
`,
    ];
    yield ['src/sections.json', JSON.stringify(sections.map(({ id, title }) => ({ id, title })))];
    yield [
      'src/sectionsWithQuestions.js',
      `import { getCollection } from 'astro:content';
import sections from './sections.json';

export async function sectionsWithQuestions() {
  const bySection = Map.groupBy(await getCollection('questions'), ({ data }) => data.section);
  return sections.map((section) => ({
    ...section,
    entries: bySection.get(section.id).sort((a, b) => a.data.weight - b.data.weight),
  }));
}
`,
    ];
    yield [
      'src/layouts/Page.astro',
      `---\nconst { title, path } = Astro.props;\nconst url = '${address}' + path;\n---\n${pageAround(
        '{title}',
        '',
        '<slot />',
      )
        .replaceAll(`"${address}"`, '{url}')
        .replace('content="{title}"', 'content={title}')}`,
    ];
    yield [
      'src/pages/index.astro',
      `---
import { render } from 'astro:content';
import Page from '../layouts/Page.astro';
import { sectionsWithQuestions } from '../sectionsWithQuestions.js';

const sections = await sectionsWithQuestions();
${
  answersOnIndex
    ? 'const answers = await Promise.all(sections.flatMap(({ entries }) => entries.map(async (entry) => ({ entry, ...(await render(entry)) }))));\n'
    : ''
}---
<Page title="Bench" path="">
<h1>Bench</h1>
{sections.map((section) => <><h2>${answersOnIndex ? '{section.title}' : '<a href={section.id + ".html"}>{section.title}</a> ({section.entries.length})'}</h2>
${questionsOnIndex ? astroList(answersOnIndex ? '"#" + entry.id' : 'entry.id + ".html"') : ''}</>)}
${answersOnIndex ? `{answers.map(({ entry, Content }) => ${astroArticle})}` : ''}
</Page>
`,
    ];
    yield [
      'src/pages/[question].astro',
      `---
import { getCollection, render } from 'astro:content';
import Page from '../layouts/Page.astro';

export async function getStaticPaths() {
  return (await getCollection('questions')).map((entry) => ({ params: { question: entry.id }, props: { entry } }));
}
const { entry } = Astro.props;
const { Content } = await render(entry);
---
<Page title={entry.data.question} path={\`\${entry.id}.html\`}>
<h1>{entry.data.question}</h1>
<Content />
</Page>
`,
    ];
    if (!answersOnIndex) {
      yield [
        'src/pages/[section].astro',
        `---
import { render } from 'astro:content';
import Page from '../layouts/Page.astro';
import { sectionsWithQuestions } from '../sectionsWithQuestions.js';

export async function getStaticPaths() {
  return (await sectionsWithQuestions()).map((section) => ({ params: { section: section.id }, props: { section } }));
}
const { section } = Astro.props;
const answers = await Promise.all(section.entries.map(async (entry) => ({ entry, ...(await render(entry)) })));
---
<Page title={section.title} path={\`\${section.id}.html\`}>
<h1>{section.title}</h1>
${astroList('"#" + entry.id')}{answers.map(({ entry, Content }) => ${astroArticle})}
</Page>
`,
      ];
    }
    yield [
      'src/pages/sitemap.xml.js',
      `import { sectionsWithQuestions } from '../sectionsWithQuestions.js';

export async function GET() {
  const sections = await sectionsWithQuestions();
  const names = [${answersOnIndex ? '' : '...sections.map(({ id }) => id + ".html"), '}...sections.flatMap(({ entries }) => entries.map(({ id }) => \`\${id}.html\`))];
  const urls = ['', ...names].map((name) => \`<url><loc>${address}\${name}</loc></url>\\n\`);
  return new Response(
    \`<?xml version="1.0" encoding="UTF-8"?>\\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\\n\${urls.join('')}</urlset>\\n\`,
  );
}
`,
    ];
    for (const section of sections) {
      for (const [place, question] of section.questions.entries()) yield astroQuestion(section, question, place + 1);
    }
  },
  edited: (sections, place) => {
    const question = allOf(sections)[place];
    const section = sections.find(({ questions }) => questions.includes(question));
    return astroQuestion(section, question, section.questions.indexOf(question) + 1);
  },
  packages: ['astro'],
};
