import type { Question } from '../faq/faq.ts';
import { isNamed } from './pagePlan.ts';
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
export function llmsFile(pages: readonly Page[], { edition, plan, words }: Presentation): SiteFile {
  const { faq } = edition;
  // Brackets would end the link.
  const base = (faq.url ?? '').replaceAll('(', '%28').replaceAll(')', '%29');
  const address = (path: string): string => `${base}${path}`;
  const views = new Map(
    pages.flatMap(({ view }) => (view.kind === 'question' ? [[view.question.id, view.question]] : [])),
  );
  const lineOf = ({ id }: Question): string => {
    const view = views.get(id);
    const notes = [view?.short, view?.review?.text].filter((note) => typeof note === 'string').map(plainMarkdown);
    return `- [${plainMarkdown(view?.question ?? id)}](${address(`${id}.md`)})${notes.length > 0 ? `: ${notes.join(' ')}` : ''}`;
  };
  const lists = edition.sections.map((section) => [
    `## ${plainMarkdown(section.title ?? words.allQuestions)}`,
    [
      ...(isNamed(section) && plan.isListed
        ? [`- [${plainMarkdown(section.title)}](${address(`${section.id}.md`)})`]
        : []),
      // As on the front page: the Markdown of a section names what a list of this length leaves out.
      ...(isNamed(section) && plan.isListed && !plan.listsAll ? [] : section.questions.map(lineOf)),
    ].join('\n'),
  ]);
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
