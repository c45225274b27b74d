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
      .map((line) =>
        asks.test(line) ? `###### ${line.replace(asks, '').replace(/(?:\*\*|__)\s*$/, '')}` : line.replace(answers, ''),
      )
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

/** Prose without marks: each line that ends as a question, and stands behind a blank one or first, as a heading. */
export function withAskingLines(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const before = lines[index - 1]?.trim() ?? '';
      const isAsking = line.trim().length < 250 && endsAsQuestion(line.trim()) && !/[.!]\s+\S/.test(line.trim());
      return isAsking && (before === '' || (endsAsQuestion(before) === false && /[.!:)]$|^.{0,60}$/.test(before)))
        ? `###### ${line.trim()}`
        : line;
    })
    .join('\n');
}
