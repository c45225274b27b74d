import type { Presentation } from './pagePrinter.ts';
import { plainMarkdown } from './plainMarkdown.ts';
import type { Page } from './presentPages.ts';
import type { SiteFile } from './siteFile.ts';

/**
 * `llms.txt`, version 2 (llmstxt.org, August 2026): what there is to read, for
 * programs that answer people. Each page names it by `rel="describedby"`, and
 * its own Markdown by `rel="alternate"`. Whether an answer is reviewed stands
 * beside it, so that no list of links says less than the page.
 */
export function llmsFile(pages: readonly Page[], { edition, words }: Presentation): SiteFile {
  const { faq } = edition;
  // Brackets would end the link.
  const base = (faq.url ?? '').replaceAll('(', '%28').replaceAll(')', '%29');
  const address = (path: string): string => `${base}${path}`;
  const index = pages.flatMap(({ view }) => (view.kind === 'index' ? [view] : []));
  const lists = index.flatMap(({ sections }) =>
    sections.map(({ title, questions }) => [
      `## ${plainMarkdown(title ?? words.allQuestions)}`,
      questions
        .map(({ id, question, short, review }) => {
          const notes = [short, review?.text].filter((note) => note !== null && note !== undefined).map(plainMarkdown);
          return `- [${plainMarkdown(question)}](${address(`${id}.md`)})${notes.length > 0 ? `: ${notes.join(' ')}` : ''}`;
        })
        .join('\n'),
    ]),
  );
  const optional = [
    `- [${plainMarkdown(faq.title)}](${address('index.md')})`,
    `- [faq.json](${address('faq.json')})`,
    ...(faq.url === null ? [] : [`- [feed.xml](${address('feed.xml')})`]),
  ];
  const parts = [
    `# ${plainMarkdown(faq.title)}`,
    ...(faq.description === null ? [] : [`> ${plainMarkdown(faq.description)}`]),
    ...(faq.publisher ? [`${words.publisher}${words.colon}${plainMarkdown(faq.publisher.name)}`] : []),
    ...lists.flat(),
    // The name that the specification gives to what may be left out.
    '## Optional',
    optional.join('\n'),
  ];
  return { path: 'llms.txt', contents: `${parts.join('\n\n')}\n` };
}
