import { keysNamed } from '../diagnostics/keyNames.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { idFrom } from '../schema/identifiers.ts';
import { originMeantBy } from '../schema/origins.ts';
import { knownKeyNames } from '../schema/schemaPlaces.ts';

/** In the text, `start` to `end` is replaced. Those of a slip stand in order. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What may have been meant: believed only where mending it helps. */
export interface Slip {
  readonly edits: readonly Edit[];
  /** Where it is shown. */
  readonly start: number;
  readonly end: number;
  readonly problem: string;
  readonly help: string;
  /** A part of YAML that was not meant. */
  readonly feature?: string;
  readonly notes?: readonly string[];
  /** Moving a line is no remedy where another text swallows it. */
  readonly isMove?: boolean;
}

interface Line {
  readonly index: number;
  readonly start: number;
  readonly text: string;
  readonly indent: number;
  /** Of a line that begins with a key of the format: the key, its column, and what stands behind its colon. */
  readonly key: { readonly name: string; readonly column: number; readonly value: string } | null;
  readonly isEntry: boolean;
}

/** Lines above and below a complaint that tell whether a change mends it. */
const mostAround = 150;

export class LinesOf {
  readonly all: readonly Line[];

  constructor(text: string) {
    let start = 0;
    this.all = text.split('\n').map((typed, index) => {
      const line = lineOf(typed.replace(/\r$/, ''), start, index);
      start += typed.length + 1;
      return line;
    });
  }

  at(offset: number): Line | undefined {
    let low = 0;
    let high = this.all.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.all[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.all[low];
  }

  /** The nearest line above that passes; not farther away than an answer is long. */
  above(line: Line, passes: (line: Line) => boolean): Line | undefined {
    for (let index = line.index - 1; index >= Math.max(0, line.index - 400); index--) {
      const one = this.all[index] as Line;
      if (one.text.trim() !== '' && passes(one)) return one;
    }
    return undefined;
  }

  below(line: Line, passes: (line: Line) => boolean): Line | undefined {
    for (let index = line.index + 1; index < Math.min(this.all.length, line.index + 400); index++) {
      const one = this.all[index] as Line;
      if (one.text.trim() !== '' && passes(one)) return one;
    }
    return undefined;
  }

  /** The lines around an offset, as they stand below the keys and entries that they belong to; a short file as a whole. */
  excerptAround(offset: number): { text: string; within(edit: Edit): Edit[] } {
    const line = this.at(offset)?.index ?? 0;
    const isLong = this.all.length > 2 * mostAround;
    const isBegin = ({ text, indent, key }: Line): boolean => (/^\s*-/.test(text) ? indent < 8 : key?.column === 0);
    const first = isLong ? this.all.findLastIndex((one, index) => index < line - mostAround && isBegin(one)) : 0;
    const next = isLong ? this.all.findIndex((one, index) => index > line + mostAround && isBegin(one)) : -1;
    const from = Math.max(0, first);
    const owners: string[] = [];
    for (let index = from - 1, depth = this.all[from]?.indent ?? 0; index >= 0 && depth > 0; index--) {
      const one = this.all[index] as Line;
      if (one.text.trim() === '' || one.indent >= depth) continue;
      owners.unshift(one.text);
      depth = one.indent;
    }
    const head = owners.map((text) => `${text}\n`).join('');
    const lines = this.all.slice(from, next < 0 ? undefined : next);
    const text = `${head}${lines.map((one) => `${one.text}\n`).join('')}`;
    return { text, within: (edit) => this.#inExcerpt(edit, lines, head.length) };
  }

  /** Line ends of Windows are not in an excerpt. */
  #inExcerpt(edit: Edit, lines: readonly Line[], ahead: number): Edit[] {
    let at = ahead;
    for (const line of lines) {
      if (edit.start >= line.start && edit.end <= line.start + line.text.length)
        return [{ ...edit, start: at + edit.start - line.start, end: at + edit.end - line.start }];
      at += line.text.length + 1;
    }
    return [];
  }

  /** This line and those below it, as long as they pass. */
  run(line: Line, passes: (line: Line) => boolean): Line[] {
    const end = this.all.findIndex((one, index) => index > line.index && one.text.trim() !== '' && !passes(one));
    const lines = this.all.slice(line.index, end < 0 ? undefined : end);
    return lines.filter(({ text }) => text.trim() !== '');
  }
}

const keys = [...knownKeyNames].join('|');
const keyLine = new RegExp(`^(\\s*(?:- +)?)(${keys}):(?:\\s+(.*))?$`);

function lineOf(text: string, start: number, index: number): Line {
  const match = keyLine.exec(text);
  return {
    index,
    start,
    text,
    indent: /^ */.exec(text)?.[0].length ?? 0,
    key: match ? { name: match[2] ?? '', column: match[1]?.length ?? 0, value: (match[3] ?? '').trim() } : null,
    isEntry: /^\s*- /.test(text),
  };
}

/** Whatever may be amiss in the lines around a complaint, the likeliest first. */
export function slipsAt(lines: LinesOf, offset: number): Slip[] {
  const line = lines.at(offset);
  if (!line) return [];
  const before = lines.above(line, () => true);
  const owner = lines.above(line, (one) => one.key !== null && one.key.column < Math.max(line.indent, 1));
  const around = [
    line,
    before,
    lines.below(line, () => true),
    owner,
    before && lines.above(before, () => true),
    // What is wrong may stand below remarks.
    lines.below(line, ({ text }) => !/^\s*#/.test(text)),
  ];
  const near = [...new Set(around.filter((one) => one !== undefined))];
  return rules.flatMap((rule) => near.flatMap((one) => rule(one, lines)));
}

type Rule = (line: Line, lines: LinesOf) => Slip[];

/** Shows a line to write, with its blanks; a long one is cut. */
function shown(text: string): string {
  const line = text.length > 100 ? `${text.slice(0, 96)} …` : text;
  return `\`${line}\``;
}

function rewrite(line: Line, text: string): Edit {
  return { start: line.start, end: line.start + line.text.length, text };
}

/** The same change on every line that it fits, shown on the first. */
function everywhere(
  fitting: readonly Line[],
  change: (line: Line) => string,
  { problem, help, at }: { problem: string; help: (text: string) => string; at: (line: Line) => [number, number] },
): Slip[] {
  const [first, ...others] = fitting;
  if (!first) return [];
  const [from, to] = at(first);
  return [
    {
      edits: fitting.map((line) => rewrite(line, change(line))),
      start: first.start + from,
      end: first.start + to,
      problem,
      help: help(shown(change(first))),
      notes: others.length > 0 ? [`so it is in ${others.length === 1 ? 'line' : 'lines'} ${listed(others)}`] : [],
    },
  ];
}

function listed(lines: readonly Line[]): string {
  const numbers = lines.slice(0, 10).map(({ index }) => String(index + 1));
  return `${numbers.join(', ')}${lines.length > 10 ? ' …' : ''}`;
}

const blanks = '\\u00A0\\u1680\\u2000-\\u200D\\u2028\\u2029\\u202F\\u205F\\u2060\\u3000\\uFEFF';
const oddIndent = new RegExp(`^[ \\t-]*[${blanks}][\\s${blanks}]*`);
const oddGap = new RegExp(`^(\\s*(?:- +)?(?:${keys}):)[ ]*[${blanks}][\\s${blanks}]*`);

const tabs: Rule = (line, lines) => {
  if (!/^ *\t/.test(line.text)) return [];
  const fitting = lines.all.filter(({ text }) => /^ *\t[\t ]*\S/.test(text));
  const above = lines.above(line, ({ text }) => !/^ *\t/.test(text));
  const target = above ? (above.key && /^(?:[|>].*)?$/.test(above.key.value) ? above.key.column + 2 : above.indent) : 0;
  const said = {
    problem: 'a tab stands in front of this line, and YAML counts spaces alone',
    help: (text: string) => `delete the tab and type spaces: ${text}`,
    at: ({ text }: Line): [number, number] => [text.indexOf('\t'), text.search(/\S/)],
  };
  const expanded = [2, 4, 8].flatMap((width) =>
    everywhere(
      fitting,
      ({ text }) => text.replace(/^[ \t]+/, (lead) => lead.replaceAll('\t', ' '.repeat(width))),
      said,
    ),
  );
  return [
    ...everywhere(fitting, ({ text }) => ' '.repeat(target) + text.trimStart(), said),
    ...everywhere([line], ({ text }) => ' '.repeat(target) + text.trimStart(), said),
    ...expanded,
  ];
};

const oddBlanks: Rule = (line, lines) => {
  const isOdd = ({ text }: Line): boolean => oddIndent.test(text) || oddGap.test(text);
  if (!isOdd(line)) return [];
  const mend =
    (width: number) =>
    ({ text }: Line) =>
      text
        .replace(oddIndent, (lead) => lead.replaceAll(new RegExp(`[${blanks}]`, 'g'), ' '.repeat(width)))
        .replace(oddGap, '$1 ');
  const said = {
    problem: 'a blank of another kind stands here, as pages of the web hold them',
    help: (text: string) => `delete it and type a space: ${text}`,
    at: ({ text }: Line): [number, number] => {
      const at = text.search(new RegExp(`[${blanks}]`));
      return [at, at + 1];
    },
  };
  const fitting = lines.all.filter(isOdd);
  return [
    ...everywhere(fitting, mend(1), said),
    ...everywhere(fitting, mend(2), said),
    ...everywhere(fitting, mend(0), said),
  ];
};

const oddColon = new RegExp(`^(\\s*(?:- +)?(?:${keys}))\\s*[：﹕∶︰꞉ː]\\s*`);
const oddColons: Rule = (line, lines) =>
  oddColon.test(line.text)
    ? everywhere(
        lines.all.filter(({ text }) => oddColon.test(text)),
        ({ text }) => text.replace(oddColon, '$1: ').trimEnd(),
        {
          problem: 'this colon is not the one of YAML',
          help: (text) => `type a plain colon and a space: ${text}`,
          at: ({ text }) => {
            const at = text.search(/[：﹕∶︰꞉ː]/);
            return [at, at + 1];
          },
        },
      )
    : [];

const oddDash = new RegExp(`^(\\s*)(--+|[–—−‐‑‒―•·‣◦▪●○*+→>])\\s*(?=["']?(?:${keys})["']?\\s*:)`);
const anyDash = /^(\s*)([–—−‐‑‒―•·‣◦▪●○]|[*+](?= ))\s*(?=\S)/;
const oddDashes: Rule = (line, lines) => {
  const pattern = [oddDash, anyDash].find((one) => one.test(line.text));
  if (!pattern) return [];
  const sign = pattern.exec(line.text)?.[2] ?? '';
  const fitting = lines.all.filter((one) => pattern.exec(one.text)?.[2] === sign && one.indent === line.indent);
  return everywhere(fitting, ({ text }) => text.replace(pattern, '$1- '), {
    problem: `\`${sign}\` begins no entry of a list`,
    help: (text) => `type a hyphen and a space: ${text}`,
    at: ({ indent }) => [indent, indent + sign.length],
  });
};

const tightDash = /^(\s*)-(?=[^\s-])/;
const tightDashes: Rule = (line, lines) => {
  if (!tightDash.test(line.text)) return [];
  const said = {
    problem: 'the space behind the hyphen is missing',
    help: (text: string) => `write ${text}`,
    at: ({ indent }: Line): [number, number] => [indent, indent + 1],
  };
  const mend = ({ text }: Line) => text.replace(tightDash, '$1- ');
  const alike = lines.all.filter((one) => tightDash.test(one.text) && one.indent === line.indent);
  return [...everywhere([line], mend, said), ...(alike.length > 1 ? everywhere(alike, mend, said) : [])];
};

const doubleDashes: Rule = (line, lines) => {
  const match = new RegExp(`^(\\s*)- +- +(?=(?:${keys}):)`).exec(line.text);
  if (!match) return [];
  const [head, lead = ''] = match;
  const text = `${lead}- ${line.text.slice(head.length)}`;
  const said = {
    start: line.start + lead.length,
    end: line.start + head.length,
    problem: 'two hyphens stand in front of this entry, and each begins a list',
  };
  const [, ...below] = lines.run(line, (one) => one.indent >= head.length);
  const moved = below.map((one) => rewrite(one, one.text.slice(head.length - lead.length - 2)));
  const further = moved.length > 0 ? `, and begin the lines below it further left, as far as its first word` : '';
  return [
    { ...said, edits: [rewrite(line, text), ...moved], help: `write ${shown(text)}${further}` },
    { ...said, edits: [rewrite(line, text)], help: `write ${shown(text)}` },
  ];
};

const entryOrKey = new RegExp(`^(\\s*(?:- +)?(?:(?:${keys}):[ ]+)?)(.+)$`);
const quotes = '“”„‟«»‘’‚‛‹›「」『』〝〞＂＇';
const curly = new RegExp(`^([${quotes}"'])(.*?)([${quotes}"'])$`);
const curlyQuotes: Rule = (line) => {
  const [, lead = '', value = ''] = entryOrKey.exec(line.text.trimEnd()) ?? [];
  const match = curly.exec(value);
  if (!match || !new RegExp(`[${quotes}]`).test(`${match[1]}${match[3]}`)) return [];
  const text = lead + inQuotes(match[2] ?? '');
  const sign = new RegExp(`[${quotes}]`).exec(value)?.[0];
  return [
    {
      edits: [rewrite(line, text)],
      start: line.start + lead.length,
      end: line.start + lead.length + value.length,
      problem: `curly quotes as \`${sign}\` hold no text together in YAML`,
      help: `type straight ones: ${shown(text)}`,
    },
  ];
};

/** Between double quotes; between single ones where it holds double ones. */
function inQuotes(text: string): string {
  return text.includes('"') || text.includes('\\') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

const tightColon = new RegExp(`^(\\s*(?:- +)?)(${keys}):(?=[^\\s:])`, 'i');
const tightColons: Rule = (line) => {
  const match = tightColon.exec(line.text);
  if (!match) return [];
  const at = match[0].length - 1;
  const text = `${match[0]} ${line.text.slice(at + 1)}`;
  const broken = breakHeader(text);
  const said = {
    start: line.start + at,
    end: line.start + at + 1,
    problem: 'the space behind the colon is missing',
    help: `write ${shown(text)}`,
  };
  return [
    { ...said, edits: [rewrite(line, text)] },
    ...(broken === null ? [] : [{ ...said, edits: [rewrite(line, broken)] }]),
  ];
};

/** `answer: | text` with its text on a line of its own. */
function breakHeader(text: string): string | null {
  const match = /^(\s*(?:- +)?)(\w+: *(?:\|[+-]?(?= +\S)|[|>][+-]?(?= *[^\s+\-\d]))) *([^\s#].*)$/.exec(text);
  return match && `${match[1]}${match[2]?.trimEnd()}\n${' '.repeat((match[1]?.length ?? 0) + 2)}${match[3]}`;
}

const headerText: Rule = (line, lines) => {
  const broken = breakHeader(line.text);
  if (broken === null) return [];
  const [head = '', body = ''] = broken.split('\n');
  const next = lines.below(line, () => true);
  const depth = next && !next.key && next.indent > (line.key?.column ?? 0) ? ' '.repeat(next.indent) : null;
  const text = `${head}\n${depth === null ? body : depth + body.trimStart()}`;
  const at = head.length - 1;
  const sign = head.at(-1) === '>' ? '>' : '|';
  return [
    {
      edits: [rewrite(line, text)],
      start: line.start + at,
      end: line.start + at + 1,
      problem: `the text begins on the line below \`${sign}\`, not behind it`,
      help: `end the line with ${shown(head.trim())}, and write ${shown(body.trim())} below it, indented`,
    },
  ];
};

/** The sign of a text of lines, on a line of its own. */
const lateHeader: Rule = (line, lines) => {
  const [, sign] = /^\s*([|>][+-]?)\s*$/.exec(line.text) ?? [];
  const owner = lines.above(line, () => true);
  if (sign === undefined || owner?.key?.value !== '') return [];
  const text = `${owner.text.trimEnd()} ${sign}`;
  return [
    {
      edits: [rewrite(owner, text), rewrite(line, '')],
      start: line.start + line.text.indexOf(sign),
      end: line.start + line.text.trimEnd().length,
      problem: `\`${sign}\` stands behind the key, on its line`,
      help: `write ${shown(text)}, with the text below it, and delete this line`,
    },
  ];
};

/** Comments of other languages; in YAML they would be a text. */
const comment = /^(\s*)(?:\/\/|\/\*|<!--|;)\s*(.*?)\s*(?:-->|\*\/)?\s*$/;
const foreignComments: Rule = (line, lines) => {
  if (!comment.test(line.text)) return [];
  return everywhere(
    lines.all.filter((one) => comment.test(one.text) && one.indent === line.indent),
    ({ text }) => text.replace(comment, '$1# $2').trimEnd(),
    {
      problem: 'a comment of YAML begins with `#`',
      help: (text) => `write ${text}`,
      at: ({ indent, text }) => [indent, text.trimEnd().length],
    },
  );
};

const noColon = new RegExp(`^(\\s*(?:- +)?)(${keys})(\\s*[;=,.，；、\\u2013\\u2014-]\\s*|\\s+)(\\S.*)?$`, 'i');
const noColonAtAll = new RegExp(`^(\\s*(?:- +)?)(${keys})\\s*$`, 'i');
const missingColons: Rule = (line) => {
  const match = noColon.exec(line.text) ?? noColonAtAll.exec(line.text);
  if (!match || (match[4] ?? '').startsWith(':')) return [];
  const [, lead = '', key = '', , rest = ''] = match;
  const text = `${lead}${key}: ${rest}`.trimEnd();
  const at = lead.length + key.length;
  return [
    {
      edits: [rewrite(line, text)],
      start: line.start + lead.length,
      end: line.start + at,
      problem: `the colon behind \`${key}\` is missing`,
      help: `write ${shown(text)}`,
    },
  ];
};

/** The key of a question or an answer that is called so elsewhere, and is none of the format. */
function keyCalled(name: string): string | undefined {
  if (knownKeyNames.has(name)) return undefined;
  return keysNamed(name).find((key) => key === 'question' || key === 'answer');
}

const foreignKeys: Rule = (line, lines) => {
  const read = ({ text }: Line) => /^(\s*(?:- +)?)(\p{L}{1,12}):(?=\s|$)/u.exec(text);
  const name = read(line)?.[2] ?? '';
  const meant = keyCalled(name);
  if (meant === undefined) return [];
  const columnOf = (one: Line): number => (read(one)?.[2] === name ? (read(one)?.[1]?.length ?? -1) : -1);
  const fitting = lines.all.filter((one) => columnOf(one) === columnOf(line));
  return everywhere(fitting, (one) => one.text.replace(name, meant), {
    problem: `\`${name}\` is not a key of a question`,
    help: (text) => `write ${text}`,
    at: (one) => [columnOf(one), columnOf(one) + name.length],
  });
};

/** `- "Is it safe?": Yes.`: the question as a key, and its answer behind it. */
const questionsAsKeys: Rule = (line, lines) => {
  const read = ({ text }: Line) => /^(\s*)(?:- +)?("[^"]+"|'[^']+'|[^\s:#][^:#]*[?？؟]):(?: +(\S.*))?$/u.exec(text);
  const lead = read(line)?.[1];
  if (lead === undefined) return [];
  const partsOf = (one: Line): [string, string] => {
    const [, , question = '', answer = ''] = read(one) ?? [];
    return [`${lead}- question: ${question}`, `${lead}  answer: ${answer}`.trimEnd()];
  };
  const fitting = lines.all.filter((one) => read(one)?.[1] === lead && one.isEntry === line.isEntry);
  const [question, answer] = partsOf(fitting[0] ?? line);
  return everywhere(fitting, (one) => partsOf(one).join('\n'), {
    problem: 'a question stands here as a key, and its answer behind it',
    help: () => `write ${shown(question)}, and ${shown(answer)} below it`,
    at: (one) => [lead.length, one.text.length],
  });
};

const bareQuestions: Rule = (line, lines) => {
  const match = /^(\s*)- +(?=\S)/.exec(line.text);
  const list = match && lines.above(line, (one) => one.key !== null && one.key.column <= (match[1]?.length ?? 0));
  if (
    !match ||
    line.key ||
    list?.key?.name !== 'questions' ||
    /- /.test(line.text.slice(match[0].length, match[0].length + 2))
  )
    return [];
  // `- Question: …`, whose key has a capital, is none, and neither is `- Titre: …`.
  const name = /^(\p{L}+):/u.exec(line.text.slice(match[0].length))?.[1] ?? '';
  if (knownKeyNames.has(name.toLowerCase()) || keyCalled(name)) return [];
  const value = line.text
    .slice(match[0].length)
    .replace(/^\?(?=\s)|:\s*$/g, '')
    .trim();
  const text = `${match[0]}question: ${/: |^[^\p{L}\p{N}¿]| #/u.test(value) ? inQuotes(value) : value}`;
  const below = lines.below(line, () => true);
  const answer = below?.key?.name === 'answer' ? '' : ', and `answer:` below it';
  // `? Where` and `: Here`, a key and its value
  const told = /^\s*: +(\S.*)$/.exec(below?.text ?? '')?.[1];
  const second = below && told !== undefined ? [rewrite(below, `${' '.repeat(match[0].length)}answer: ${told}`)] : [];
  return [
    {
      edits: [rewrite(line, text), ...second],
      start: line.start + match[0].length,
      end: line.start + line.text.length,
      problem: 'an entry of `questions` has keys, and this is a text alone',
      help: `write ${shown(text)}${answer}`,
    },
  ];
};

const missingDashes: Rule = (line, lines) => {
  const { key } = line;
  if (!key || line.isEntry || key.column === 0) return [];
  const said = {
    start: line.start + key.column,
    end: line.start + key.column + key.name.length,
    problem: `\`${key.name}\` begins a new entry here, but there is no hyphen in front of it`,
  };
  const bare = line.text.trimStart();
  const inside = `${' '.repeat(Math.max(0, key.column - 2))}- ${bare}`;
  const slip = (first: string, edits: readonly Edit[]): Slip => ({ ...said, help: `write ${shown(first)}`, edits });
  // All that stands as deep, each repetition of the first key as an entry of its own.
  const block = lines.run(line, ({ indent }) => indent >= key.column);
  const before = `${' '.repeat(key.column)}- ${bare}`;
  const whole = block.map((one) => {
    const isFirst = one.indent === key.column && one.key?.name === key.name;
    return rewrite(one, isFirst ? `${' '.repeat(key.column)}- ${one.text.trimStart()}` : `  ${one.text}`);
  });
  return [
    ...(key.column >= 2 ? [slip(inside, [rewrite(line, inside)])] : []),
    slip(before, [rewrite(line, before)]),
    slip(before, whole),
  ];
};

/** Keys that stand at the left edge, and nowhere else. */
const ofFileAlone =
  /^(?:questions|sections|reviewers|sources|policy|contact|publisher|disclaimer|theme|chat|outputs|translations|language)$/;

/** A line of a group that is still a remark: whoever takes away one `#` of an example forgets another. */
const groupsInRemarks: Rule = (line, lines) => {
  const { key } = line;
  const above = key && key.column > 0 ? lines.above(line, () => true) : undefined;
  const [, lead = '', group] = above ? (remarkOfGroup.exec(above.text) ?? []) : [];
  if (!key || !above || group === undefined || lead.length >= key.column) return [];
  const text = `${lead}${group}:`;
  return [
    {
      edits: [rewrite(above, text)],
      start: above.start + lead.length,
      end: above.start + above.text.length,
      problem: `\`${key.name}\` belongs below \`${group}\`, which is a remark`,
      help: `take away its \`#\` as well: ${shown(text)}`,
    },
  ];
};

const oddIndents: Rule = (line, lines) => {
  if (!line.key && !line.isEntry) return [];
  const column = line.indent;
  const list = lines.above(line, (one) => one.key !== null && one.key.column === 0);
  // Within what cannot be read, it would only be hidden.
  if (column === 0 && ofFileAlone.test(line.key?.name ?? '') && list?.key?.name !== 'sections') return [];
  const others = [
    lines.above(line, (one) => one.key !== null || one.isEntry),
    lines.below(line, (one) => one.key !== null || one.isEntry),
    lines.above(line, (one) => one.isEntry && line.isEntry),
    lines.below(line, (one) => one.isEntry && line.isEntry),
    lines.above(line, (one) => one.key !== null && one.key.column < column),
    lines.above(line, (one) => one.isEntry && line.isEntry && one.indent < column),
  ].filter((one) => one !== undefined);
  const [before] = others;
  const next = lines.below(line, () => true);
  const columns = [
    ...others.flatMap((one) => [one.indent, one.key && !line.isEntry ? one.key.column : one.indent]),
    // Below a key that holds nothing else, and in front of the keys of the same entry.
    ...(before?.key?.value === '' ? [before.key.column + 2] : []),
    ...(line.isEntry && next?.key && !next.isEntry && next.key.column > column + 2 ? [next.key.column - 2] : []),
  ];
  return [...new Set(columns)]
    .filter((target) => target !== column && !swallows(line, target, lines))
    .flatMap((target) => {
      const moved = (one: Line) =>
        rewrite(one, ' '.repeat(Math.max(0, one.indent + target - column)) + one.text.trimStart());
      const text = ' '.repeat(target) + line.text.trimStart();
      const said = {
        start: line.start + column,
        end: line.start + (line.key ? line.key.column + line.key.name.length : column + 1),
        // Aligned with the keys above it, it is not the line that looks wrong.
        problem:
          line.key && before?.key?.column === column && target < column
            ? `\`${line.key.name}\` stands among the keys above it, and is none of theirs`
            : `this line stands further ${target < column ? 'right' : 'left'} than its neighbours`,
        help: `begin it below them, with ${target === 0 ? 'no space' : target === 1 ? '1 space' : `${target} spaces`} in front: ${shown(text)}`,
        isMove: true,
      };
      const deeper = lines.run(line, (one) => one.indent > column);
      return [{ ...said, edits: [moved(line)] }, ...(deeper.length > 1 ? [{ ...said, edits: deeper.map(moved) }] : [])];
    });
};

/** Whether a text of lines that begins further left would take in the keys below it. */
function swallows(line: Line, target: number, lines: LinesOf): boolean {
  if (!line.key || !/^[|>]/.test(line.key.value)) return false;
  const [, ...inside] = lines.run(line, ({ indent }) => indent > target);
  return inside.some(({ key, isEntry }) => key !== null && (isEntry || key.column <= line.indent));
}

const looseText: Rule = (line, lines) => {
  if (line.key || line.text.trim() === '' || /^(?:\s*#|---|\.\.\.)/.test(line.text)) return [];
  const above = lines.above(line, () => true);
  const owner = lines.above(line, ({ key }) => key !== null);
  if (!above || !owner?.key || new RegExp(`^\\s*- +(?:${keys}):`).test(line.text)) return [];
  const isBlock = /^[|>]/.test(owner.key.value);
  const isEmpty = above === owner;
  // What looks like a key of another format below a text is one, and no part of the text.
  if (!isEmpty && /^\s*[a-z][\w-]*:(?:\s|$)/.test(line.text)) return [];
  if (isEmpty && line.indent > owner.key.column) return [];
  const target = isEmpty ? owner.key.column + 2 : above.indent;
  if (target <= line.indent && !isEmpty) return [];
  const indented = (one: Line) =>
    rewrite(one, ' '.repeat(target + Math.max(0, one.indent - line.indent)) + one.text.trimStart());
  const text = ' '.repeat(target) + line.text.trimStart();
  const said = {
    start: line.start + line.indent,
    end: line.start + line.text.length,
    problem: `this line stands further left than the text of \`${owner.key.name}\` that it belongs to`,
    help: `indent it by ${target} spaces: ${shown(text)}`,
  };
  const all = lines.run(line, (one) => one.key === null && one.indent <= Math.max(line.indent, target - 1));
  const whole = lines.run(line, (one) => one.key === null);
  return isBlock || target > line.indent
    ? [[line], all, whole].map((some) => ({ ...said, edits: some.map(indented) }))
    : [];
};

const missingPipes: Rule = (line, lines) => {
  if (!line.key || !proseKeys.has(line.key.name)) return [];
  const { value, column, name } = line.key;
  const next = lines.below(line, () => true);
  // A list may stand in the column of its key.
  const isList = next?.isEntry && !next.key && next.indent === column && (value === '' || /[:：]$/.test(value));
  // What has a kind was meant as a map.
  if (!next || next.key || /^\s*kind:/.test(next.text) || (next.indent <= column && !isList) || /^[|>"']/.test(value))
    return [];
  const head = `${line.text.slice(0, column)}${name}: |`;
  const [, ...list] = isList ? lines.run(line, (one) => !one.key && one.indent >= column) : [];
  const text = value === '' ? head : `${head}\n${' '.repeat(isList ? column + 2 : next.indent)}${value}`;
  return [
    {
      edits: [rewrite(line, text), ...list.map((one) => rewrite(one, `  ${one.text}`))],
      start: line.start + column,
      end: line.start + column + name.length,
      problem: isList
        ? `a list in the text of \`${name}\` stands further right than \`${name}\`, below a \`|\``
        : `the text of \`${name}\` has lines of its own, and a sign in it means something else to YAML`,
      help: `write ${shown(head.trim())}${value === '' && !isList ? ', with the text below it' : `, and the whole text below it, indented${isList ? `: ${shown(`  ${next.text}`)}` : ''}`}`,
    },
  ];
};

const proseKeys = new Set([
  'answer',
  'text',
  'intro',
  'about',
  'bio',
  'disclosure',
  'short',
  'question',
  'description',
  'hours',
]);

const unclosed: Rule = (line) => {
  const [, lead = '', value = ''] = entryOrKey.exec(line.text.trimEnd()) ?? [];
  const quote = value[0] ?? '';
  if (!/["']/.test(quote)) return unclosedBracket(line, lead, value);
  const inner = value.slice(1);
  const closer = new RegExp(`[${quotes}"']$`).exec(inner)?.[0];
  if (inner.replaceAll(quote === '"' ? /\\./g : /''/g, '').includes(quote)) return [];
  const body = closer !== undefined && closer !== "'" ? inner.slice(0, -1) : inner;
  const mended = [
    `${quote}${inner}${quote}`,
    ...(closer === undefined ? [] : [`${quote}${inner.slice(0, -1)}${quote}`]),
  ];
  return mended.map((one) => ({
    edits: [rewrite(line, lead + one)],
    start: line.start + lead.length,
    end: line.start + lead.length + 1,
    problem: 'this quote is never closed',
    help: `write ${shown((lead + (closer === undefined ? one : `${quote}${body}${quote}`)).trimStart())}`,
  }));
};

function unclosedBracket(line: Line, lead: string, value: string): Slip[] {
  const closing = { '[': ']', '{': '}' }[value[0] ?? ''];
  if (closing === undefined || value.endsWith(closing)) return [];
  return [value + closing, value.slice(0, -1) + closing].map((one) => ({
    edits: [rewrite(line, lead + one)],
    start: line.start + lead.length,
    end: line.start + lead.length + 1,
    problem: 'a bracket that was opened before is not closed',
    help: `write ${shown((lead + one).trimStart())}`,
  }));
}

const trailingComma: Rule = (line, lines) => {
  const pattern = /^(\s*(?:- +)?\S.*["'\]}])\s*,\s*$/;
  const isPlain = ({ text, key }: Line): boolean => key !== null && /^[\w-]+,$/.test(key.value) && !/[|>]/.test(text);
  return pattern.test(line.text)
    ? everywhere(
        lines.all.filter((one) => pattern.test(one.text) || isPlain(one)),
        ({ text }) => text.replace(/\s*,\s*$/, ''),
        {
          problem: 'a line of YAML ends without a comma',
          help: (text) => `write ${text}`,
          at: ({ text }) => [text.trimEnd().length - 1, text.trimEnd().length],
        },
      )
    : [];
};

/** To YAML an anchor, an alias and a tag. */
const features = new Set(['&', '*', '!']);

/** What holds other keys is no text that wants quotes. */
const groups =
  'contact|chat|disclaimer|policy|theme|publisher|urgent|questions|sections|sources|reviewers|translations|related|phones|link';
const isGroup = new RegExp(`^\\s*(?:- +)?(?:${groups}):`);

const unquoted: Rule = (line) => {
  const [, lead = '', value = ''] = entryOrKey.exec(line.text.trimEnd()) ?? [];
  if (lead.trim() === '' || value === '' || value === '~' || value.startsWith('#') || isGroup.test(lead)) return [];
  if (/^[[{]/.test(value) && line.key && !proseKeys.has(line.key.name)) return [];
  // Keys between braces are no text: `about: {kind: medical}`, or an entry of a list with another key than those that are known.
  if ((line.key === null ? /^\{\s*\w+:\s/ : /^\{\s*kind:/).test(value)) return [];
  // `about` of the FAQ is no text of a publisher.
  if (/^about:\s*\[/.test(line.text)) return [];
  const origin = line.key?.name === 'origin' ? originMeantBy(value) : null;
  const [sign = ''] = value;
  const outer = /^(["'])(.*)\1$/.exec(value);
  const text = lead + (origin ?? inQuotes(outer ? (outer[2] ?? '') : value));
  const badEscape = /^"/.test(value) ? value.search(/\\(?![0abtnvfre "/\\N_LPxuU])/) : -1;
  const closed = /^["']/.test(value) ? value.indexOf(sign, 1) + 1 : 0;
  const behind = badEscape > 0 ? badEscape : closed + (/^ */.exec(value.slice(closed))?.[0].length ?? 0);
  const feature = features.has(sign) ? `a text without quotes that begins with \`${sign}\`` : undefined;
  const problem =
    badEscape > 0
      ? 'a backslash between double quotes changes the sign behind it, and this pair means nothing'
      : closed > 0
        ? 'a quotation mark ends the text here, and more follows'
        : /^[\p{L}\p{N}¿(]/u.test(sign)
          ? 'a colon and a space stand inside of this text'
          : `a text that begins with \`${sign}\` has to stand between quotes`;
  return [
    {
      edits: [rewrite(line, text)],
      start: line.start + lead.length + behind,
      end: line.start + line.text.length,
      problem,
      help: `write ${shown(text.trimStart())}`,
      ...(feature === undefined ? {} : { feature }),
    },
  ];
};

/** `- 2026-06-01: The dose is given.`, as changelogs have it, in a list of changes. */
const datedEntries: Rule = (line, lines) => {
  const pattern = /^(\s*)- +(\d{4}-\d{1,2}-\d{1,2}):\s+(\S.*)$/;
  if (!pattern.test(line.text)) return [];
  const list = lines.above(line, (one) => one.key !== null && one.key.column <= line.indent);
  if (list?.key?.name !== 'changes') return [];
  const alike = lines.all.filter((one) => pattern.test(one.text));
  const meant = ({ text }: Line): string =>
    text.replace(pattern, (_, lead: string, day: string, note: string) => {
      const words = /^["'].*["']$/.test(note) ? note : inQuotes(note);
      return `${lead}- {on: ${day}, note: ${words}}`;
    });
  return everywhere(alike, meant, {
    problem: 'the day of a change stands here as a key',
    help: (text) => `write ${text}`,
    at: ({ text, indent }) => [indent, text.length],
  });
};

const inOneLine = new RegExp(`^(\\s*(?:- +)?)(\\w+: .*?\\S)\\s+((?:${keys}): .*)$`);
const twoKeys: Rule = (line) => {
  const match = inOneLine.exec(line.text);
  if (!match) return [];
  const [, lead = '', first = '', second = ''] = match;
  const next = `${' '.repeat(lead.length)}${second}`;
  const at = line.text.length - second.length;
  return [
    {
      edits: [rewrite(line, `${lead}${first}\n${next}`)],
      start: line.start + at,
      end: line.start + at + second.indexOf(':'),
      problem: 'two keys stand on one line',
      help: `begin a new line with ${shown(next)}`,
    },
  ];
};

/** A question in the place of the list that would hold it. */
const loneQuestions: Rule = (line, lines) => {
  const { key } = line;
  const owner = key && lines.above(line, (one) => one.indent < key.column && one.isEntry);
  const list = owner && lines.above(owner, (one) => one.key !== null && one.key.column <= owner.indent && !one.isEntry);
  if (key?.name !== 'question' || line.isEntry || list?.key?.name !== 'sections') return [];
  const lead = ' '.repeat(key.column);
  const [, ...below] = lines.run(line, ({ indent }) => indent >= key.column);
  const first = `${lead}  - ${line.text.trimStart()}`;
  return [
    {
      edits: [rewrite(line, `${lead}questions:\n${first}`), ...below.map((one) => rewrite(one, `    ${one.text}`))],
      start: line.start + key.column,
      end: line.start + key.column + key.name.length,
      problem: 'a question of a section stands in its list `questions`',
      help: `write ${shown(`${lead}questions:`)} on a line of its own above it, ${shown(first)} below that, and the lines of the question further right`,
    },
  ];
};

/** `- General:` with its questions below, and a section without its list. */
const sectionsWithoutKeys: Rule = (line, lines) => {
  const [, lead = '', title] = /^(\s*)- +([^\s:#"'][^:#]*):\s*$/.exec(line.text) ?? [];
  const list = lines.above(line, (one) => one.key !== null && one.key.column <= line.indent && !one.isEntry);
  if (list?.key?.name !== 'sections' || !line.isEntry) return [];
  if (title !== undefined && !line.key) {
    const alike = lines.all.filter(
      ({ text, key, indent }) => !key && indent === lead.length && /^\s*- +[^\s:#"'][^:#]*:\s*$/.test(text),
    );
    const titleOf = ({ text }: Line) => `${lead}- title: ${text.trim().slice(2, -1).trim()}`;
    return everywhere(alike, (one) => `${titleOf(one)}\n${lead}  questions:`, {
      problem: 'the title of a section stands here as a key',
      help: () => `write ${shown(titleOf(line))}, and ${shown(`${lead}  questions:`)} below it`,
      at: ({ text }) => [lead.length + 2, text.trimEnd().length],
    });
  }
  const isQuestion = ({ isEntry, key, indent }: Line): boolean =>
    isEntry && indent === line.indent && key?.name === 'question';
  const before = lines.above(line, ({ indent }) => indent <= line.indent);
  if (!isQuestion(line) || before?.key?.name !== 'title' || !before.isEntry) return [];
  const own = lines.run(line, (one) => one.indent > line.indent || isQuestion(one));
  const head = `${' '.repeat(line.indent + 2)}questions:`;
  return [
    {
      edits: own.map((one) => rewrite(one, `${one === line ? `${head}\n` : ''}  ${one.text}`)),
      start: line.start + line.indent,
      end: line.start + line.text.length,
      problem: 'the questions of a section stand in its list `questions`',
      help: `write ${shown(head)} on a line of its own above it, and this line and those below it further right: ${shown(`  ${line.text}`)}`,
    },
  ];
};

/** Questions below the title of their section, without the key that holds them. */
const questionsWithoutList: Rule = (line, lines) => {
  const above = lines.above(line, () => true);
  const isFirst = line.isEntry && /^(?:id|question)$/.test(line.key?.name ?? '');
  if (!isFirst || !above?.key || !/^(?:title|intro|id)$/.test(above.key.name) || above.key.column >= line.indent)
    return [];
  const head = `${' '.repeat(above.key.column)}questions:`;
  return [
    {
      edits: [rewrite(line, `${head}\n${line.text}`)],
      start: line.start + line.indent,
      end: line.start + line.text.length,
      problem: 'the questions of a section stand in its list `questions`',
      help: `write ${shown(head)} on a line of its own above it`,
    },
  ];
};

/** `reviewers:` with the keys of a reviewer right below it. */
const recordsWithoutIds: Rule = (line, lines) => {
  const [group, name] = { name: ['reviewers', 'reviewer'], title: ['sources', 'source'] }[line.key?.name ?? ''] ?? [];
  const above = lines.above(line, () => true);
  const id = idFrom(line.key?.value.replaceAll(/["']/g, '') ?? '');
  if (group === undefined || line.isEntry || above?.key?.name !== group || above.key.value !== '' || id === null)
    return [];
  const own = lines.run(line, ({ indent }) => indent >= line.indent);
  const head = `${' '.repeat(line.indent)}${id}:`;
  return [
    {
      edits: own.map((one) => rewrite(one, `${one === line ? `${head}\n` : ''}  ${one.text}`)),
      start: line.start + line.indent,
      end: line.start + line.text.length,
      problem: `each ${name} stands below an id of its own`,
      help: `write ${shown(head)} on a line of its own above it, and this line and those below it further right: ${shown(`  ${line.text}`)}`,
    },
  ];
};

/** One sign too many between brackets: `}}`, `, ,`. */
const extraSigns: Rule = (line) => {
  const count = (sign: string): number => line.text.split(sign).length - 1;
  const closer = [
    ['{', '}'],
    ['[', ']'],
  ].find(([open = '', close = '']) => count(open) > 0 && count(close) === count(open) + 1)?.[1];
  const comma = /[[{].*,\s*(?=,)/.exec(line.text);
  const at = comma
    ? comma.index + comma[0].trimEnd().length - 1
    : closer === undefined
      ? -1
      : line.text.lastIndexOf(closer);
  if (at < 0) return [];
  const text = line.text.slice(0, at) + line.text.slice(at + 1);
  return [
    {
      edits: [rewrite(line, text)],
      start: line.start + at,
      end: line.start + at + 1,
      problem: `\`${line.text[at]}\` stands here once too often`,
      help: `delete it: ${shown(text.trim())}`,
    },
  ];
};

/** Sections below the key of a list of questions. */
const sectionsCalledQuestions: Rule = (line, lines) => {
  const inside =
    line.key?.name === 'questions' && line.key.column === 0 ? lines.run(line, ({ indent }) => indent > 0) : [];
  if (!inside.some(({ key }) => key?.name === 'questions' && key.column > 0)) return [];
  return [
    {
      edits: [rewrite(line, 'sections:')],
      start: line.start,
      end: line.start + 'questions'.length,
      problem: 'what has a title and questions of its own is a section',
      help: 'write `sections:`',
    },
  ];
};

const tabbedDash = /^( *)- *\t[ \t]*(?=\S)/;
const tabbedDashes: Rule = (line, lines) =>
  tabbedDash.test(line.text)
    ? everywhere(
        lines.all.filter(({ text }) => tabbedDash.test(text)),
        ({ text }) => text.replace(tabbedDash, '$1- '),
        {
          problem: 'a tab stands behind the hyphen, and YAML counts spaces alone',
          help: (text) => `delete the tab and type a space: ${text}`,
          at: ({ text }) => [text.indexOf('\t'), text.indexOf('\t') + 1],
        },
      )
    : [];

/** What was to be the sign of a text of lines, or has a number of blanks that is not theirs. */
const oddHeaders: Rule = (line) => {
  if (!line.key || !/^(?:\\[|>]|[|>]{2,}|[|>][+-]?[1-9][+-]?|[|>] ?[:;.,]|[¦｜│ǀ])$/.test(line.key.value)) return [];
  const text = `${line.text.slice(0, line.key.column)}${line.key.name}: |`;
  const at = line.text.length - line.key.value.length;
  return [
    {
      edits: [rewrite(line, text)],
      start: line.start + at,
      end: line.start + line.text.length,
      problem: `\`${line.key.value}\` begins no text of lines as they stand below it`,
      help: `write ${shown(text.trimStart())}`,
    },
  ];
};

/** Keys below a `|` are a text. */
const groupsAsTexts: Rule = (line, lines) => {
  const next = lines.below(line, () => true);
  if (!isGroup.test(line.text) || !line.key || !/^[|>]/.test(line.key.value) || !next?.key) return [];
  const text = `${line.text.slice(0, line.key.column)}${line.key.name}:`;
  return [
    {
      edits: [rewrite(line, text)],
      start: line.start + line.text.lastIndexOf(line.key.value),
      end: line.start + line.text.trimEnd().length,
      problem: `\`${line.key.name}\` holds keys, and \`${line.key.value}\` makes a text of them`,
      help: `write ${shown(text.trimStart())}`,
    },
  ];
};

/** YAML 1.1 took the keys of another map in by it. */
const mergeKeys: Rule = (line) => {
  const [, lead] = /^(\s*(?:- +)?)<<\s*:/.exec(line.text) ?? [];
  if (lead === undefined) return [];
  return [
    {
      edits: [rewrite(line, lead.trimEnd())],
      start: line.start + lead.length,
      end: line.start + line.text.length,
      problem: '',
      feature: 'a merge of keys (`<<`)',
      help: 'write the keys themselves in each entry',
    },
  ];
};

const remarkOfGroup = new RegExp(`^(\\s*)# ?(${groups}):\\s*$`);

/** A key on the line of the one that holds it. */
const keyBehindGroup = new RegExp(`^(\\s*(?:- +)?)(${groups}):\\s+((?:- +)?(?:${keys}):(?:\\s.*)?)$`);
const keysBehindGroups: Rule = (line, lines) => {
  const [, lead = '', group = '', rest] = keyBehindGroup.exec(line.text.trimEnd()) ?? [];
  if (rest === undefined) return [];
  const column = lead.length;
  const [, ...below] = lines.run(line, ({ indent }) => indent > column);
  const isEntry = rest.startsWith('-');
  const depth = below[0] ? Math.max(below[0].indent - (isEntry ? 2 : 0), 0) : column + 2;
  const isList = /^(?:questions|sections|translations|related|phones)$/.test(group);
  const next = `${' '.repeat(depth)}${isList && !isEntry ? '- ' : ''}${rest}`;
  const isInside = isList && !isEntry && below.length > 0;
  return [
    {
      edits: [
        rewrite(line, `${lead}${group}:\n${next}`),
        ...(isInside ? below.map((one) => rewrite(one, `  ${one.text}`)) : []),
      ],
      start: line.start + line.text.indexOf(rest, column),
      end: line.start + line.text.trimEnd().length,
      problem: `this stands on the line of \`${group}\`, and belongs below it`,
      help: `write \`${group}:\` alone, and begin the next line with ${shown(next)}${isInside ? ', and its other lines as far right as its first word' : ''}`,
    },
  ];
};

/** `{title: A url: b}` and `{title:A}`. */
const bracesWithout: Rule = (line) => {
  const [, lead = '', inside = '', end = ''] = /^([^{]*\{)(.*)(\}[\s,\]]*)$/.exec(line.text) ?? [];
  if (inside === '' || !/^\s*(?:- +)?(?:[\w-]+:\s*)?[[{\s]*$/.test(lead)) return [];
  const spaced = inside.replaceAll(new RegExp(`(?<=^\\s*|[,{]\\s*)(${keys}):(?=[^\\s])`, 'g'), '$1: ');
  const parted = (text: string): string =>
    text.replaceAll(new RegExp(`(?<=[^\\s,{])[ \\t]+(?=(?:${keys}):\\s)`, 'g'), ', ');
  const spaces = 'the space behind a colon is missing';
  const changes: [string, string][] = [
    [spaced, spaces],
    [
      inside.replaceAll(new RegExp(`[ \\t]*[;，；、][ \\t]*(?=(?:${keys}):\\s)`, 'g'), ', '),
      'between brackets a comma parts two keys',
    ],
    [parted(inside), 'a comma is missing between two keys'],
    [
      parted(inside.replaceAll(new RegExp(`(?<=^|[\\s,{])(${keys}):(?=[^\\s])`, 'g'), '$1: ')),
      `${spaces}, and a comma between two keys`,
    ],
  ];
  if (!/[{}]/.test(inside))
    changes.push([withQuotedParts(inside), 'between brackets a comma or a colon ends a text without quotes']);
  return changes.flatMap(([text, problem]) => {
    if (text === inside) return [];
    const at = [...text].findIndex((sign, index) => sign !== inside[index]);
    return [
      {
        edits: [rewrite(line, lead + text + end)],
        start: line.start + lead.length + at,
        end: line.start + lead.length + at + 1,
        problem,
        help: `write ${shown((lead + text + end).trim())}`,
      },
    ];
  });
};

/** Of a date or a number, a comma parts two. */
const sentenceInBraces =
  /^((?:title|authors|publisher|name|role|label|note|reason|question|short|answer|text|description|url):\s+)([^\s"'[].*?)(,?\s*)$/;

/** `title: Coffee, tea: which?, url: …`, each text that holds a sign of YAML between quotes. */
function withQuotedParts(inside: string): string {
  const parts: string[] = [];
  for (const part of inside.split(/(?<=^\s*|,\s*)(?=[\p{L}_-]+:\s)/u)) {
    const name = part.slice(0, part.indexOf(':'));
    if (knownKeyNames.has(name) || keysNamed(name).length > 0 || nearest(name, knownKeyNames)) parts.push(part);
    else parts.push(`${parts.pop() ?? ''}${part}`);
  }
  return parts
    .map((part) =>
      part.replace(sentenceInBraces, (all, head: string, text: string, tail: string) =>
        /,|: | #/.test(text) ? head + inQuotes(text) + tail : all,
      ),
    )
    .join('');
}

const leftovers: Rule = (line, lines) => {
  const merge = /^(?:<{7}|={7}|>{7}|\|{7})(?:\s.*)?$/;
  const fence = /^\s*(?:`{3,}|~{3,})\s*\w*\s*$/;
  const pattern = [merge, fence].find((one) => one.test(line.text));
  if (!pattern) return [];
  const fitting = lines.all.filter((one) => pattern.test(one.text) && one.indent === line.indent);
  const what = pattern === merge ? 'a mark that a merge left behind' : 'a fence of Markdown';
  return everywhere(fitting, () => '', {
    problem: `${what} is no part of the file`,
    help: () => 'delete this line',
    at: ({ text }) => [0, text.length],
  });
};

/** Where two help as much, the first is believed. */
/** Behind a blank it begins a comment, which takes the brace that closes with it. */
const hashInBraces: Rule = (line) => {
  const [, lead = '', address = '', rest = ''] = /^(.*[{,]\s*[\w-]+: +)(#[^\s,}"']+)(.*)$/.exec(line.text) ?? [];
  if (address === '') return [];
  return [
    {
      edits: [rewrite(line, `${lead}"${address}"${rest}`)],
      start: line.start + lead.length,
      end: line.start + lead.length + address.length,
      problem: 'what begins with `#` is a comment, unless it stands between quotes',
      help: `write \`${/[\w-]+: +$/.exec(lead)?.[0] ?? ''}"${address}"\``,
    },
  ];
};

const rules: readonly Rule[] = [
  leftovers,
  hashInBraces,
  mergeKeys,
  oddHeaders,
  groupsAsTexts,
  foreignComments,
  lateHeader,
  tabs,
  oddBlanks,
  oddColons,
  doubleDashes,
  oddDashes,
  tightDashes,
  tabbedDashes,
  bracesWithout,
  extraSigns,
  sectionsCalledQuestions,
  keysBehindGroups,
  loneQuestions,
  sectionsWithoutKeys,
  questionsWithoutList,
  recordsWithoutIds,
  curlyQuotes,
  tightColons,
  headerText,
  missingColons,
  foreignKeys,
  questionsAsKeys,
  bareQuestions,
  trailingComma,
  unclosed,
  datedEntries,
  unquoted,
  groupsInRemarks,
  missingDashes,
  oddIndents,
  missingPipes,
  looseText,
  twoKeys,
];
