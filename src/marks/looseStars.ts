import { type Found, printed } from './knownMarks.ts';
import type { ShownText } from './shownText.ts';

interface Run {
  readonly index: number;
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** With a blank on both sides. */
  readonly isLoose: boolean;
  readonly startsLine: boolean;
  readonly before: string;
}

type Loose = Found & { readonly text: ShownText };

/**
 * Two or three stars that were to make bold words, and did not: with a blank
 * behind the first, a letter behind the last, or alone. Stars that refer to a
 * note, and the note that begins with them, are left alone.
 */
export function looseStars(texts: readonly ShownText[]): Loose[] {
  const loose: Loose[] = [];
  const openers: { run: Run; text: ShownText }[] = [];
  const closers: { run: Run; text: ShownText }[] = [];
  for (const text of texts) {
    if (!text.text.includes('**')) continue;
    let open: Run | null = null;
    for (const run of runsIn(text.text)) {
      if (open && open.length === run.length && !(run.startsLine && !run.closes) && (run.closes || run.isLoose)) {
        loose.push({ ...describe(text.text, open, run), text });
        open = null;
      } else if (run.opens || run.isLoose) {
        if (open) openers.push({ run: open, text });
        open = run;
      } else if (run.closes) closers.push({ run, text });
    }
    if (open) openers.push({ run: open, text });
  }
  const hasNote = openers.some(({ run }) => run.startsLine);
  const refers = closers.length > 0;
  for (const { run, text } of openers) {
    if (run.isLoose || (run.startsLine && refers)) continue;
    loose.push({ ...whole(text.text, run), text });
  }
  for (const { run, text } of closers) {
    // Behind a number they are a note of a table, wherever it stands; `F***` is a word that nobody is to read.
    if (!hasNote && /[\p{L}:;.,!?。！？：；）」】]/u.test(run.before) && !isCensored(text.text, run))
      loose.push({ ...whole(text.text, run), text });
  }
  return loose;
}

function isCensored(text: string, { index, length }: Run): boolean {
  const isWithin = /^\p{L}{1,3}(?!\p{L})/u.test(text.slice(index + length, index + length + 5));
  return (length > 2 || isWithin) && /(?<![\p{L}\p{N}*])\p{L}{1,3}$/u.test(text.slice(Math.max(index - 4, 0), index));
}

function runsIn(text: string): Run[] {
  return [...text.matchAll(/(?<!\*)\*{2,3}(?!\*)/g)].flatMap(({ 0: stars, index }) => {
    const before = text[index - 1] ?? '';
    const after = text[index + stars.length] ?? '';
    const next = text.slice(index + stars.length).trimStart();
    // Powers, footnotes between brackets, and the probabilities below a table
    const isPower =
      /\d[ \t]*$/.test(text.slice(Math.max(index - 4, 0), index)) &&
      /^[ \t]?[\d(]/.test(text.slice(index + stars.length));
    const isBracketed = /[([]/.test(before) && /[)\]]/.test(after);
    // A code to dial, as `**21*number#`
    const isDialled = /^\d{1,4}[*#]/.test(next);
    if (isPower || isBracketed || isDialled || /^p[ \t]*[<=>≤≥]/i.test(next)) return [];
    const isWord = /^[\p{L}\p{N}\p{Ps}\p{Pi}"'¿¡\uFFFC]/u;
    const blankBefore = before === '' || /\s/.test(before);
    const blankAfter = after === '' || /\s/.test(after);
    return [
      {
        index,
        length: stars.length,
        opens: !blankAfter && isWord.test(next) && (blankBefore || /[\p{Ps}\p{Pi}\p{Pd}\p{Po}]/u.test(before)),
        closes: !blankBefore,
        isLoose: blankBefore && blankAfter && (isWord.test(next) || next === '' || /^[\p{P}]/u.test(next)),
        startsLine: /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(index - 20, 0), index)),
        before,
      },
    ];
  });
}

function describe(text: string, open: Run, close: Run): Found {
  const stars = '*'.repeat(open.length);
  const typed = text.slice(open.index, close.index + close.length);
  const words = typed.slice(open.length, -open.length);
  const problems = [
    ...(/^\s/.test(words) ? [`no blank behind the opening ${stars}`] : []),
    ...(/\s$/.test(words)
      ? [`none before the closing ${stars}`.replace('none', /^\s/.test(words) ? 'none' : 'no blank')]
      : []),
  ];
  const isBehindAddress = /(?:https?:\/\/|www\.)\S*$/.test(text.slice(Math.max(open.index - 200, 0), open.index));
  const help = isBehindAddress
    ? `put a blank before the opening ${stars}, or write [words](<https://…>) for an address with stars in it`
    : problems.length > 0
      ? `write ${stars}${words.trim().length < 30 ? words.trim() : '…'}${stars}: ${problems.join(', and ')}`
      : /[\p{L}\p{N}]$/u.test(words)
        ? `put a blank behind the closing ${stars}`
        : `put a blank behind the closing ${stars}, or write ${stars} before the last sign and not behind it`;
  return { index: open.index, typed, fate: `is not bold, and ${printed}`, help };
}

function whole(text: string, run: Run): Found {
  const stars = '*'.repeat(run.length);
  const typed = run.opens
    ? (/^\S+/.exec(text.slice(run.index)) ?? [''])[0]
    : `${(/\S{0,30}$/.exec(text.slice(Math.max(run.index - 30, 0), run.index)) ?? [''])[0]}${stars}`;
  const index = run.opens ? run.index : run.index + stars.length - typed.length;
  return {
    index,
    typed,
    fate: `makes nothing bold, and ${printed}`,
    help: `write ${stars} on both sides of the words, close to them; write \\* for a star`,
  };
}
