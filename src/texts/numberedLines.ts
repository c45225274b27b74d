import { endsAsQuestion } from '../recognise/questionWords.ts';

/** Lines that number the questions of a text, as digests of Usenet and the FAQs made by `bfnn` do. */
const marks = [
  /^Subject:\s+(?:\[?(?<number>\d{1,3}(?:[.-]\d{1,3})*)[\].)]*\s+)?(?<words>\S.*)$/,
  /^\s{0,3}(?:Q|Question|Frage)[ \t]?(?<number>\d{1,3}(?:[.-]\d{1,3})+)[.):]*\s+(?<words>\S.*)$/,
] as const;

/** Numbers alone: of questions where they count up, most of their lines ask, and answers stand between them. */
const counted = /^[<([]?(?<number>\d{1,3})[.)>\]]\s+(?<words>\S.*)$/;

function isCounted(lines: readonly string[]): boolean {
  const starts = [...lastOfNumber(lines, counted)].sort(([, one], [, other]) => one - other);
  const isUp = starts.every(([number], index) => index === 0 || Number(number) === Number(starts[index - 1]?.[0]) + 1);
  const asking = starts.filter(([, at]) => {
    const end = lines.slice(at, at + 4).findIndex((line) => line.trim() === '' || endsAsQuestion(line));
    const behind = lines.slice(at + Math.max(end, 0) + 1).find((line) => line.trim() !== '');
    return (
      end !== -1 && behind !== undefined && !counted.test(behind) && lines.slice(at, at + end + 1).some(endsAsQuestion)
    );
  });
  return starts.length >= 3 && isUp && asking.length * 2 >= starts.length;
}

/** Whether no prose ends right above a line: one that names a question in the middle of a sentence may begin a line, too. */
function standsApart(lines: readonly string[], at: number, mark: RegExp): boolean {
  const above = lines[at - 1] ?? '';
  return above.trim() === '' || rule.test(above) || section.test(above) || mark.test(above);
}

/** The last line with each number, of those that stand apart where there are any. */
function lastOfNumber(lines: readonly string[], mark: RegExp): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const number = mark.exec(line)?.groups?.['number'];
    const known = last.get(number ?? '');
    if (
      number !== undefined &&
      (known === undefined || standsApart(lines, at, mark) || !standsApart(lines, known, mark))
    )
      last.set(number, at);
  }
  return last;
}

const section = /^(?:Section|Part|Abschnitt|Teil)\s+(?<number>\d{1,3})[.):]\s+(?<words>\S.*)$/;
const rule = /^\s*[-=_*]{3,}\s*$/;
const headerOfMail = /^[A-Z][A-Za-z-]{1,30}: \S/;

/**
 * The same lines, each numbered one a heading of the lowest level, what has sections one level higher; null where fewer than
 * three are. Of lines with one number the last is meant: those above it are a table of contents, and go.
 */
export function withNumberedQuestions(text: string): string | null {
  const lines = text.split('\n');
  const mark =
    marks.find((one) => lines.filter((line, at) => one.test(line) && !isHeader(lines, at)).length >= 3) ??
    (isCounted(lines) ? counted : null);
  if (mark === null) return null;
  const lastOf = lastOfNumber(lines, mark);
  const hasParts = [...lastOf.keys()].some((number) => /\D/.test(number));
  const kept: string[] = [];
  let begun = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const { number, words } = (isHeader(lines, at) ? null : mark.exec(line))?.groups ?? {};
    const isTitle = section.test(line) && begins(lines, at, mark);
    const isContents = number !== undefined && lastOf.get(number) !== at;
    const isReference = isContents && !standsApart(lines, at, mark);
    if (isReference || (words === undefined && !isTitle)) {
      // A line that parts the questions is a part of none.
      kept.push(rule.test(line) && begins(lines, at, mark) ? '' : line);
      continue;
    }
    if (isContents) {
      kept.push('');
      continue;
    }
    begun ||= !isTitle;
    const level = isTitle || (hasParts && number !== undefined && !/\D/.test(number)) ? '#####' : '######';
    const heading = [isTitle ? (section.exec(line)?.groups?.['words'] ?? '') : (words ?? '')];
    // A question may go on up to a blank line.
    while (!isTitle && /\S/.test(lines[at + 1] ?? '') && goesOn(heading.at(-1) ?? '', lines, at, mark)) {
      heading.push((lines[++at] ?? '').trim());
      kept.push('');
    }
    kept.push(`${level} ${heading.join(' ')}`);
  }
  return begun ? kept.join('\n') : null;
}

/** One of the lines at the top of a mail. */
function isHeader(lines: readonly string[], at: number): boolean {
  const beside = [lines[at - 1] ?? '', lines[at + 1] ?? ''];
  return beside.some((line) => headerOfMail.test(line) && !line.startsWith('Subject:'));
}

/** Whether nothing but rules, blank lines and contents part a line from the next heading. */
function begins(lines: readonly string[], at: number, mark: RegExp): boolean {
  const next = lines.slice(at + 1).find((line) => line.trim() !== '' && !rule.test(line));
  return next !== undefined && (mark.test(next) || section.test(next));
}

/** Up to a mark that ends it, or up to a blank line below which its answer stands. */
function goesOn(words: string, lines: readonly string[], at: number, mark: RegExp): boolean {
  if (endsAsQuestion(words)) return false;
  const end = lines.slice(at + 1, at + 4).findIndex((line) => line.trim() === '' || endsAsQuestion(line));
  if (end === -1 || /\S/.test(lines[at + 1 + end] ?? '')) return end !== -1;
  const answer = lines.slice(at + 1 + end).find((line) => line.trim() !== '' && !rule.test(line));
  return answer !== undefined && !mark.test(answer) && !section.test(answer);
}
