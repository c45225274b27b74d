import { endsAsQuestion } from '../recognise/questionWords.ts';

const asks =
  /^(\s*)(?:\*\*|__)?(?:Q|Question|Frage|F|Pregunta|P|Domanda|D|Vraag|V)\s?\d{0,3}\s?(?:\*\*|__)?[:.)：]\s*(?:\*\*|__)?\s*(?=\S)/u;
const answers =
  /^\s*(?:\*\*|__)?(?:A|Answer|Antwort|Ans|R|Réponse|Respuesta|Risposta|Antwoord)\s?\d{0,3}\s?(?:\*\*|__)?[:.)：]\s*(?:\*\*|__)?\s*/u;
const bold = /^\s*(?:\*\*|__)(?!\s)([^*_\n]+?(?:[*_](?![*_])[^*_\n]+?)*)(?:\*\*|__)\s*:?\s*(?:\\|<br\s*\/?>)?\s*$/;

/**
 * The same lines, with each that begins a question by `Q:` or stands in bold made a heading of the lowest level; null
 * where there are none. An `A:` before an answer goes.
 */
export function withMarkedQuestions(text: string): string | null {
  const lines = text.split('\n');
  const [questions, replies] = [asks, answers].map((mark) => lines.filter((line) => mark.test(line)).length);
  if (questions && replies && replies * 2 >= questions) {
    return lines
      .map((line, at) => {
        if (!asks.test(line)) return isOfQuestion(lines, at) ? '' : line.replace(answers, '');
        const end = lines.slice(at + 1).findIndex((_, index) => !isOfQuestion(lines, at + 1 + index));
        const words = [line.replace(asks, ''), ...lines.slice(at + 1, at + 1 + Math.max(end, 0))];
        return `###### ${words
          .map((part) => part.trim())
          .join(' ')
          .replace(/(?:\*\*|__)\s*$/, '')}`;
      })
      .join('\n');
  }
  const inBold = lines.filter((line) => endsAsQuestion(bold.exec(line)?.[1] ?? '')).length;
  if (inBold === 0) return null;
  const all = lines.filter((line) => bold.test(line)).length;
  return lines
    .map((line) => {
      const words = bold.exec(line)?.[1];
      return words !== undefined && (endsAsQuestion(words) || inBold * 2 >= all) ? `###### ${words}` : line;
    })
    .join('\n');
}

/** Whether a line goes on with the question above it: no blank line parts it from that, nor from its answer. */
function isOfQuestion(lines: readonly string[], at: number): boolean {
  const isEnd = (line: string): boolean => line.trim() === '' || asks.test(line) || answers.test(line);
  if (isEnd(lines[at] ?? '')) return false;
  const above = lines.slice(Math.max(at - 4, 0), at).findLast(isEnd) ?? '';
  const below = lines.slice(at + 1, at + 5).find(isEnd) ?? '';
  return asks.test(above) && answers.test(below) && !asks.test(below);
}

/**
 * Prose without marks: each line that ends as a question, whatever its number, and stands behind a blank one or first, as
 * a heading; one level higher, each line in capitals above such a line.
 */
export function withAskingLines(text: string): string {
  const lines = text.split('\n');
  const isAsking = lines.map((line, index) => {
    const before = lines[index - 1]?.trim() ?? '';
    const words = line.trim().replace(/^\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s+/, '');
    const asks = words.length < 250 && endsAsQuestion(words) && !/[.!]\s+\S/.test(words);
    return asks && (before === '' || (endsAsQuestion(before) === false && /[.!:)]$|^.{0,60}$/.test(before)));
  });
  let asksBelow = false;
  const marked = lines.toReversed().map((line, fromEnd) => {
    const isAbove = asksBelow && isInCapitals.test(line.trim());
    const asks = isAsking[lines.length - 1 - fromEnd] === true;
    if (line.trim() !== '') asksBelow = asks;
    return asks ? `###### ${line.trim()}` : isAbove ? `##### ${line.trim()}` : line;
  });
  return marked.reverse().join('\n');
}

const isInCapitals = /^(?=.{3,80}$)\p{Lu}[\p{Lu}\p{N}\p{Zs}&,/'’-]*[\p{Lu}\p{N}]$/u;
