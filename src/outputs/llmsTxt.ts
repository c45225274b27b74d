import type { Question } from '../faq/faq.ts';
import { pageAddress } from '../html/addresses.ts';
import { plainMarkdown } from '../markdown/plainMarkdown.ts';
import { isNamed } from '../pages/pagePlan.ts';
import type { Site } from '../pages/pagePrinter.ts';
import { hasFeed, originView, reviewView } from '../pages/presentParts.ts';
import type { SiteFile } from '../pages/siteFile.ts';

/**
 * `llms.txt`, version 2 (llmstxt.org, August 2026): what there is to read, for
 * programs that answer people, as Markdown where there is some. Each page names it by
 * `rel="describedby"`, and its own Markdown by `rel="alternate"`. Who wrote an answer, where that was
 * a machine, and whether it is reviewed stand beside it, so that no list of links says less than the page.
 */
export function llmsTxt(site: Site): SiteFile[] {
  const { edition, plan, words } = site;
  const { faq } = edition;
  if (!faq.outputs.llms) return [];
  // Brackets would end the link.
  const base = (faq.url ?? '').replaceAll('(', '%28').replaceAll(')', '%29');
  const address = (path: string): string => pageAddress(base, path);
  const page = (name: string): string => address(`${name}.${faq.outputs.markdown ? 'md' : 'html'}`);
  const lineOf = (question: Question): string => {
    const notes = [question.short, originView(site, question)?.text, reviewView(site, question)?.text]
      .filter((note) => typeof note === 'string')
      .map(plainMarkdown);
    const link = `[${plainMarkdown(question.question)}](${page(question.id)})`;
    return `- ${link}${notes.length > 0 ? `: ${notes.join(' ')}` : ''}`;
  };
  const lists = edition.sections.map((section) => [
    `## ${plainMarkdown(section.title ?? words.allQuestions)}`,
    [
      ...(isNamed(section) && plan.isListed ? [`- [${plainMarkdown(section.title)}](${page(section.id)})`] : []),
      // As on the front page: the Markdown of a section names what a list of this length leaves out.
      ...(isNamed(section) && plan.isListed && !plan.listsAll ? [] : section.questions.map(lineOf)),
    ].join('\n'),
  ]);
  const optional = [
    `- [${plainMarkdown(faq.title)}](${page('index')})`,
    ...edition.pages.map(({ id, title }) => `- [${plainMarkdown(title)}](${page(id)})`),
    ...(faq.outputs.json ? [`- [faq.json](${address('faq.json')})`] : []),
    ...(!hasFeed(faq) ? [] : [`- [feed.xml](${address('feed.xml')})`]),
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
  return [{ path: 'llms.txt', contents: `${parts.join('\n\n')}\n` }];
}
