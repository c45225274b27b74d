import type { Found } from '../import/found.ts';
import { foldQuestion } from '../recognise/questionWords.ts';
import { recogniseHtml } from '../recognise/recogniseHtml.ts';
import type { TextSource } from './source.ts';

/** The questions of a text by the page that it makes; `firstLine`: of the text in its file, from 1. */
export function questionsOnPage(
  markup: string,
  text: string,
  firstLine: number,
  { pictureAt }: Pick<TextSource, 'pictureAt'>,
): Found {
  const page = recogniseHtml({
    bytes: new TextEncoder().encode(`<main>${markup}</main>`),
    // Whoever names a text wants the questions in it.
    path: 'faq.html',
    ...(pictureAt ? { pictureAt } : {}),
  });
  const lineOf = lineFinder(text, firstLine);
  return {
    ...page,
    items: page.items.map((item) => ({ ...item, line: lineOf(item.question), column: 1 })),
    remarks: page.remarks.map(({ kind, what }) => ({ kind, what, line: lineOf(wordsIn(what)) })),
  };
}

/** Finds the line in which some words begin, whatever marks stand among them: a page has other lines than its source. */
export function lineFinder(text: string, firstLine: number): (words: string) => number {
  const lines = text.split('\n').map((line) => foldQuestion(line.replaceAll(/<[^>]*>|&\w+;/g, '')));
  return (words) => {
    const folded = foldQuestion(words).slice(0, 40);
    return Math.max(0, folded === '' ? 0 : lines.findIndex((line) => line.includes(folded))) + firstLine;
  };
}

/** What a remark quotes. */
export function wordsIn(remark: string): string {
  return /“(.*?)[…”]/.exec(remark)?.[1] ?? '';
}
