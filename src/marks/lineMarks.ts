import { plainSigns } from '../schema/telephone.ts';
import { countedLabel } from '../yaml/linesApart.ts';
import { type Find, type Found, printed, shape, where } from './knownMarks.ts';
import { hardBreak } from './shownText.ts';

/** Marks that stand at the start of a line, and that Markdown does not know: all lines are printed as one. */
export const lineMarks: readonly Find[] = [
  findRows,
  findBullets,
  findNumbers,
  findCheckboxes,
  where(/#/, findHeadings),
  findTerms,
];

interface Line {
  readonly text: string;
  readonly index: number;
  /** Its author ended it: the next one begins on a line of its own. */
  readonly isEnded: boolean;
}

function linesOf(text: string): Line[] {
  let index = 0;
  return text.split(/[\n\u2028]/).map((typed) => {
    const blank = typed.length - typed.trimStart().length;
    const isEnded = text[index + typed.length] === hardBreak;
    const line = { text: typed.trim(), index: index + blank, isEnded };
    index += typed.length + 1;
    return line;
  });
}

function found(line: Line, typed: string, fate: string, help: string): Found {
  return { index: line.index, typed, fate, help };
}

/** `| a | b |` without the row of dashes that makes a table of rows. */
function findRows(text: string): Found[] {
  if (!/[|｜]/.test(text)) return [];
  const lines = linesOf(text);
  const wide = lines.find(({ text: line }, at) => isWideRow(line) && isWideRow(lines[at + 1]?.text ?? ''));
  if (wide) {
    const help = 'write | in the place of ｜, and | --- | --- | on a line of its own below the first row';
    return [{ ...found(wide, wide.text, `is no row of a table, and ${printed}`, help), once: 'run', name: 'wide row' }];
  }
  // An editor of text makes a dash of hyphens, and a Chinese keyboard a wide colon.
  const almost = lines.find(
    ({ text: line }) => !isDashes(line) && isDashes(line.replaceAll(/[—–―‐‑−－─]/g, '-').replaceAll('：', ':')),
  );
  if (almost && lines[0] !== almost) {
    const help = `write |${' --- |'.repeat(columnsOf(almost.text))}, with hyphens and colons of the keyboard for Latin letters`;
    return [
      { ...found(almost, almost.text, `makes no table, and ${printed}`, help), once: 'run', name: 'row of dashes' },
    ];
  }
  const first = lines.findIndex((line, at) => {
    const next = lines[at + 1]?.text ?? '';
    const isWhole = line.text.length <= longestRow && /^\|(?: [^|]*[^|\s] \|){2,}$/.test(line.text);
    const goesOn = bars(next) === bars(line.text) && isRow(next) && line.text.startsWith('|') === next.startsWith('|');
    return isRow(line.text) && (isWhole || isDashes(line.text) || goesOn);
  });
  const row = lines[first];
  if (!row) return [];
  const dashes = lines.findIndex((line) => isDashes(line.text));
  // That the row of dashes is too short is said of it.
  const head = lines[dashes - 1]?.text ?? '';
  if (head.includes('|') && columnsOf(lines[dashes]?.text ?? '') !== columnsOf(head)) return [];
  const missing = `|${' --- |'.repeat(columnsOf(row.text))}`;
  const help =
    dashes >= 0
      ? 'put the row of dashes right below the first row'
      : `write ${missing} on a line of its own below the first row`;
  return [{ ...found(row, row.text, `is no row of a table, and ${printed}`, help), once: 'run', name: 'row' }];
}

/** Nobody sees what a longer line was meant to be. */
const longestRow = 1000;

function isWideRow(line: string): boolean {
  return line.length <= longestRow && /^｜[^｜]*[^｜\s][^｜]*｜/.test(line);
}

function isRow(line: string): boolean {
  return (line.length <= longestRow && /^\|[^|]*[^|\s][^|]*\||^[^|]+ \| [^|]/.test(line)) || isDashes(line);
}

function isDashes(line: string): boolean {
  return line.length <= longestRow && line.includes('-') && line.includes('|') && /^[|: \t-]+$/.test(line);
}

function columnsOf(row: string): number {
  return row.replace(/^\|/, '').replace(/\|$/, '').split('|').length;
}

function bars(row: string): number {
  return row.split('|').length;
}

/** What editors of text put before the lines of a list, and nothing else. */
const bullet = /^[•‣▪▫◦●○■□⁃∙·➢❖\uF000-\uF0FF]/u;
/** Any other sign is one where it begins several lines. Quotes, sums, prices and names of accounts begin with others; for code and citations stands U+FFFC. */
const anySign = /^(?![-+~≈±−<>=$€£|｜_.…#@:[(¿¡\d*"'“‘«„‚\uFFFC]|\*)(?:\p{P}|\p{S})/u;
const stars = /^(?:\*\)|\*(?=\p{L})(?![pP][ \t]*[<=>≤≥]))/u;
const dashes = /^(?:[–—](?=\s)|-(?=\p{L}{2}))/u;

function signOf(line: string): string | null {
  const sign = (bullet.exec(line) ??
    stars.exec(line) ??
    dashes.exec(line) ??
    anySign.exec(line) ??
    /^o(?=[ \t]+\p{L})/u.exec(line))?.[0];
  return sign ?? null;
}

function findBullets(text: string, isInList: boolean): Found[] {
  const lines = linesOf(text);
  const marks: Found[] = [];
  let before: string | null = null;
  for (const [at, line] of lines.entries()) {
    const sign = signOf(line.text);
    const previous = lines[at - 1]?.text ?? '';
    if (sign !== null && sign !== before) {
      const next = lines[at + 1];
      const isSeries = next !== undefined && signOf(next.text) === sign;
      const follows = /[:：]$/.test(previous) || at === 0;
      const startsSentence = /^-\p{Lu}\p{Ll}/u.test(line.text);
      const isListed = startsSentence && (isInList || follows || before !== null || /[.!?;]$/.test(previous));
      const isBullet = bullet.test(line.text) || isListed || (sign === '–' && /[:：]$/.test(previous));
      if (isBullet || (isSeries && (sign !== 'o' || follows))) marks.push(bulletFound(line, sign));
    }
    before = sign;
  }
  return marks;
}

function bulletFound(line: Line, sign: string): Found {
  const typed = line.text.slice(0, 24);
  const isClose = sign === '-' || sign === '*';
  const help = isClose
    ? `write \`${sign} \`, with a space, at the start of each line of a list`
    : 'write `- ` at the start of each line of a list';
  return {
    ...found(line, isClose ? (typed.split(/\s/)[0] ?? sign) : sign, `begins no list, and ${printed}`, help),
    once: 'run',
  };
}

/** `3.Third`, and lists that count with letters or in brackets: nothing but `3. ` and `3) ` begins one. */
function findNumbers(text: string, isInList: boolean): Found[] {
  const lines = linesOf(text);
  const numbered = lines.map((line) => /^(\d{1,3}[.)])\p{L}[\p{L}\p{M}]/u.exec(line.text)?.[1] ?? null);
  const close = numbered.findIndex((number, at) => {
    if (number === null) return false;
    const previous = lines[at - 1]?.text ?? '';
    const isSeries = numbered.filter((other) => other !== null).length > 1;
    return (
      at === 0 ||
      isInList ||
      isSeries ||
      /[.:;!?。：]$/.test(previous) ||
      signOf(previous) !== null ||
      /^\d{1,3}[.)]/.test(previous)
    );
  });
  const line = lines[close];
  if (line) {
    const number = numbered[close] ?? '';
    const typed = line.text.split(/\s/)[0] ?? number;
    return [
      found(
        line,
        typed,
        `begins no list, and ${printed}`,
        `write a space behind the number: ${number} ${typed.slice(number.length)}`,
      ),
    ];
  }
  for (const [at, counted] of lines.entries()) {
    const label = labelOf(counted.text);
    const next = labelOf(lines[at + 1]?.text ?? '');
    if (counted.isEnded || label === null || next === null || !follows(label, next)) continue;
    return [
      found(
        counted,
        counted.text.slice(0, label.length),
        `begins no list, and ${printed}: all lines come out as one`,
        'write 1. for each line of a list, or end each line with \\',
      ),
    ];
  }
  return [];
}

function labelOf(line: string): string | null {
  return (countedLabel.exec(line) ?? closeLabel.exec(line))?.[0] ?? null;
}

/** `1-Wash`, `1/Wash` and `1, wash`: labels where the next line has the next number, and nowhere else. */
const closeLabel = /^\p{Nd}{1,2}(?:[-/](?=\p{L})|,(?=[ \t]+\p{L}))/u;

function follows(one: string, next: string): boolean {
  const bare = (label: string): string => label.replaceAll(/[().、．（）,/–\s-]/g, '');
  if (one.replace(bare(one), '') !== next.replace(bare(next), '')) return false;
  const [a, b] = [plainSigns(bare(one)), plainSigns(bare(next))];
  if (/^\d+$/.test(a)) return Number(b) === Number(a) + 1;
  if (alphabets.some((letters) => letters.includes(a) && letters.indexOf(b, 1) === letters.indexOf(a) + 1)) return true;
  const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
  if (roman.includes(a) && roman.indexOf(b) === roman.indexOf(a) + 1) return true;
  return a.length === 1 && b.length === 1 && (b.codePointAt(0) ?? 0) === (a.codePointAt(0) ?? 0) + 1;
}

/** Where the next letter of a list is not the next of Unicode. */
const alphabets = [
  '一二三四五六七八九十',
  'アイウエオカキク',
  'イロハニホヘト',
  '가나다라마바사아',
  'กขคงจฉช',
  'أبتثجحخ',
  'ابجدهوز',
];

/** `- [ ] open`: tasks of GFM. */
function findCheckboxes(text: string, isInList: boolean): Found[] {
  const box = isInList ? /^\[([ xX])\](?=\s)/.exec(text) : null;
  if (!box) return [];
  const help = 'write ☐ for an open box, and ☑ for one that is ticked';
  return [{ index: 0, typed: box[0], fate: `is no box to tick, and ${printed}`, help, once: 'text', name: 'box' }];
}

function findHeadings(): Find[] {
  return [
    shape(/^[ \t]*(?<mark>#{1,6})(?=\p{L})([^\n]*)$/gmu, (match) => {
      const words = match[2] ?? '';
      // A tag of social media, and a sentence that begins with one, are words.
      const isTag = match[1]?.length === 1 && (/[.!?,;]$/.test(words) || /\s#\p{L}/u.test(words) || match.index > 0);
      return isTag
        ? null
        : { fate: `begins no heading, and ${printed}`, help: `write a space behind it: ${match[1]} ${words.trim()}` };
    }),
    shape(/^[ \t]*#{7,}(?=[ \t]+\S)/gmu, { fate: `begins no heading, and ${printed}`, help: 'write ## to ######' }),
  ];
}

/** `: meaning` below a term, as PHP Markdown Extra has it. */
function findTerms(text: string): Found[] {
  const lines = linesOf(text);
  const at = lines.findIndex((line, index) => index > 0 && /^:[ \t]+\S/.test(line.text));
  const line = lines[at];
  return line
    ? [
        found(
          line,
          line.text.split(/\s+/).slice(0, 4).join(' '),
          `explains no term, and ${printed}`,
          'write - **term**: meaning',
        ),
      ]
    : [];
}
