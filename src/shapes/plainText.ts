import type { Found } from '../import/found.ts';
import { withNumberedQuestions } from '../texts/numberedLines.ts';
import { type ProseBlock, questionsOfProse } from '../texts/proseQuestions.ts';
import type { TextSource } from '../texts/source.ts';
import { htmlOfPlain } from './fieldText.ts';
import { withAskingLines, withMarkedQuestions } from './markedQuestions.ts';

/**
 * Text that somebody copied from a page: a line that asks begins a question, and what follows answers it. Nobody can
 * tell where an answer ends and the next part of the page begins, so all of them are drafts.
 */
export function recognisePlainText({ text, remarks }: TextSource): Found {
  const blocks: ProseBlock[] = [];
  let lines: string[] = [];
  let begun = 1;
  const marked = withMarkedQuestions(text) ?? withNumberedQuestions(text) ?? withAskingLines(text);
  const flush = (): void => {
    if (lines.some((line) => line.trim() !== ''))
      blocks.push({ line: begun, html: htmlOfPlain(withoutWrapping(lines).join('\n')) });
    lines = [];
  };
  for (const [index, line] of marked.split('\n').entries()) {
    const [, mark = '', words] = /^(#{5,6}) (.*)$/.exec(line) ?? [];
    if (words === undefined) {
      if (lines.length === 0) begun = index + 1;
      lines.push(line);
      continue;
    }
    flush();
    blocks.push({
      line: index + 1,
      html: '',
      heading: { level: mark.length, text: words.replaceAll(/\s+/g, ' ').trim(), anchor: null },
    });
  }
  flush();
  const found = questionsOfProse(blocks, {}, { allAsk: true });
  const first = found.items[0];
  return {
    ...found,
    items: found.items.map((item) => ({ ...item, draft: true })),
    remarks: [
      ...remarks,
      ...found.remarks,
      ...(first
        ? [
            {
              kind: 'changed' as const,
              what: 'all of it is kept as drafts: a plain text does not say where an answer ends',
              line: first.line,
            },
          ]
        : []),
    ],
  };
}

/** Lines that a program broke at a margin flow again: long ones below each other, where no list or column begins. */
function withoutWrapping(lines: readonly string[]): string[] {
  const flowing: string[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? '';
    const indent = (text: string): number => text.length - text.trimStart().length;
    const wraps =
      before.trim().length >= 55 &&
      before.length <= 90 &&
      indent(before) === indent(line) &&
      /^\s*[\p{L}\p{N}("'“‘`<]/u.test(line) &&
      !/^\s*(?:\d{1,3}|[a-z])[.)]\s|\S {2,}\S.* {3,}\S|\t\S.*\t/.test(line);
    if (wraps) flowing.push(`${(flowing.pop() ?? '').trimEnd()} ${line.trim()}`);
    else flowing.push(line);
  }
  return flowing;
}
