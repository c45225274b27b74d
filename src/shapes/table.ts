import { type Found, type FoundItem, type Remark, UnusableSource } from '../import/found.ts';
import { endsAsQuestion } from '../recognise/questionWords.ts';
import type { TextSource } from '../texts/source.ts';
import { quoted } from '../transcribe/fates.ts';
import { type Field, rankOfName } from './fieldNames.ts';
import { FirstLanguage } from './firstLanguage.ts';
import { itemOfFields } from './itemOfFields.ts';

/** A row of a table, and the line in which it begins, from 1. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** CSV with any separator: commas, semicolons, tabs or bars, as the file itself shows (RFC 4180 but for that). */
export function recogniseCsv({ text, remarks, pictureAt }: TextSource): Found {
  const [, named] = /^sep=(.)\n/i.exec(text) ?? [];
  const separator = named ?? separatorOf(text);
  const { rows, openAt } = readRows(text, separator);
  const own: Remark[] = [...remarks];
  if (openAt !== null)
    throw new UnusableSource(
      `the quotation mark in line ${openAt} is not closed`,
      'close it, or save the table as CSV once more',
    );
  return recogniseTable(named === undefined ? rows : rows.slice(1), { remarks: own, pictureAt });
}

/** A table, as CSV or a spreadsheet holds it. Columns are told by the names in the first row, else by what stands in them. */
export function recogniseTable(
  all: readonly Row[],
  { remarks, pictureAt }: Pick<TextSource, 'remarks' | 'pictureAt'>,
): Found {
  const rows = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  if (rows.length === 0)
    throw new UnusableSource('it is empty', 'name a table with a column of questions and one of answers');
  if (width < 2)
    throw new UnusableSource(
      'it has one column',
      'save the table with a column of questions and one of answers, between commas, semicolons or tabs',
    );
  const said: Remark[] = [...remarks];
  // A title may stand above the names of the columns.
  const headAt = rows.slice(0, 10).findIndex((row) => columnsNamed(row, []) !== null);
  for (const { cells, line } of rows.slice(0, Math.max(0, headAt))) {
    const words = cells.map((one) => one.trim()).filter(Boolean);
    if (words.length > 0)
      said.push({ kind: 'left-out', what: `what stands above the table: ${quoted(words.join(' · '))}`, line });
  }
  const own = headAt > 0 ? rows.slice(headAt) : rows;
  const columns = columnsNamed(own[0] as Row, said) ?? columnsByContent(own, width, said);
  const items: FoundItem[] = [];
  const languages = new FirstLanguage();
  let group = '';
  const body = columns.hasHead ? own.slice(1) : own;
  for (const { cells, line } of body) {
    const cell = (field: Field): string | undefined => {
      const at = columns.of.get(field);
      return at === undefined ? undefined : (cells[at] ?? '').trim();
    };
    const question = cell('question') ?? '';
    const answer = cells[columns.of.get('answer') ?? -1] ?? '';
    if (question === '' && answer.trim() === '') {
      const words = cells
        .map((one) => one.trim())
        .filter(Boolean)
        .join(' · ');
      said.push({ kind: 'left-out', what: `a row without question and answer: ${quoted(words)}`, line });
      continue;
    }
    if (!languages.takes(cell('language'), line)) continue;
    // A spreadsheet names the group in its first row, and leaves the cells below empty.
    const own = cell('group');
    if (own) group = own;
    const status = cell('status');
    const item = itemOfFields(
      {
        question,
        answer,
        group: columns.of.has('group') ? group : undefined,
        keywords: (cell('keywords') ?? '').split(/[,;|\n]/),
        statuses:
          status === undefined ? [] : [{ name: columns.names[columns.of.get('status') ?? -1] ?? '', value: status }],
        updated: cell('updated'),
        anchor: cell('anchor'),
        address: cell('address'),
        line,
        column: 1,
      },
      'plain',
      { pictureAt, anchorOf: (fragment) => (anchors(body, columns).has(fragment) ? fragment : null) },
      said,
    );
    if (item) items.push(item);
  }
  const titles = [...new Set(items.flatMap((item) => item.group ?? []))];
  return {
    items,
    ...(titles.length > 0 ? { groups: titles.map((title) => ({ title })) } : {}),
    ...(languages.language ? { language: languages.language } : {}),
    remarks: [...said, ...languages.remarks()],
  };
}

interface Columns {
  readonly of: ReadonlyMap<Field, number>;
  readonly names: readonly string[];
  readonly hasHead: boolean;
}

const anchorsOf = new WeakMap<Columns, ReadonlySet<string>>();

function anchors(rows: readonly Row[], columns: Columns): ReadonlySet<string> {
  const at = columns.of.get('anchor');
  const known =
    anchorsOf.get(columns) ?? new Set(at === undefined ? [] : rows.map(({ cells }) => (cells[at] ?? '').trim()));
  anchorsOf.set(columns, known);
  return known;
}

/** Null where the first row does not name a question and an answer. */
function columnsNamed({ cells, line }: Row, remarks: Remark[]): Columns | null {
  const of = new Map<Field, number>();
  for (const wanted of [
    'question',
    'answer',
    'group',
    'keywords',
    'status',
    'updated',
    'anchor',
    'address',
    'language',
  ] as const) {
    // Of several the one whose name says it best comes first in the list of names: `question` before `title`.
    const candidates = cells.flatMap((name, at) => {
      const rank = [...of.values()].includes(at) ? null : rankOf(name, wanted);
      return rank === null ? [] : [{ at, rank }];
    });
    const [best] = candidates.sort((one, other) => one.rank - other.rank);
    if (best) of.set(wanted, best.at);
  }
  if (!of.has('question') || !of.has('answer')) return null;
  const used = new Set(of.values());
  for (const [at, name] of cells.entries())
    if (!used.has(at) && name.trim() !== '')
      remarks.push({ kind: 'left-out', what: `the column ${quoted(name.trim())}`, line });
  return { of, names: cells.map((name) => name.trim()), hasHead: true };
}

function rankOf(name: string, field: Field): number | null {
  const rank = rankOfName(name, field);
  if (rank !== null || (field !== 'question' && field !== 'answer')) return rank;
  // "Question (en)" and "Answer text" say it as well; "Question ID" does not.
  const [first = '', second = ''] = name.trim().split(/[\s(_/-]+/);
  const named = rankOfName(first, field);
  return named === null || /^(?:id|count|nr|no|number|date|type)$/i.test(second) ? null : named + 100;
}

/** The column with the most question marks asks, and the longest of the others answers. */
function columnsByContent(rows: readonly Row[], width: number, remarks: Remark[]): Columns {
  const texts = Array.from({ length: width }, (_, at) => rows.map(({ cells }) => (cells[at] ?? '').trim()));
  const asking = texts.map((cells) => cells.filter((cell) => endsAsQuestion(cell)).length);
  const question = asking.indexOf(Math.max(...asking));
  if ((asking[question] ?? 0) < rows.length / 2) {
    throw new UnusableSource(
      'no row names its columns, and no column holds questions',
      'write a first row with the names of the columns, as in `question;answer`',
    );
  }
  const lengths = texts.map((cells, at) => (at === question ? -1 : cells.join('').length));
  const answer = lengths.indexOf(Math.max(...lengths));
  const line = rows[0]?.line ?? 1;
  const [first] = rows;
  const hasHead = first !== undefined && looksLikeHead(first, question);
  remarks.push({
    kind: 'changed',
    what: `${hasHead ? 'the names of the columns say nothing' : 'no row names the columns'}: column ${question + 1} is read as questions, column ${answer + 1} as answers`,
    line,
  });
  for (let at = 0; at < width; at++) {
    if (at !== question && at !== answer)
      remarks.push({
        kind: 'left-out',
        what: `column ${at + 1}, ${quoted(texts[at]?.find((cell) => cell !== '') ?? '')} and so on`,
        line,
      });
  }
  return {
    of: new Map<Field, number>([
      ['question', question],
      ['answer', answer],
    ]),
    names: [],
    hasHead,
  };
}

/** A first row of short names, of which none asks and none is a number. */
function looksLikeHead({ cells }: Row, question: number): boolean {
  return (
    !endsAsQuestion(cells[question]?.trim() ?? '') && cells.every((cell) => /^\s*[\p{L}_][^.!?:]{0,24}$/u.test(cell))
  );
}

/** The sign that splits the first rows into the same number of cells, the most of them. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000);
  const scores = [';', ',', '\t', '|'].map((separator) => {
    const rows = readRows(head, separator).rows.slice(0, -1);
    const some = (rows.length > 0 ? rows : readRows(head, separator).rows).filter(({ cells }) =>
      cells.some((cell) => cell !== ''),
    );
    const width = some[0]?.cells.length ?? 1;
    const alike = some.filter(({ cells }) => cells.length === width).length / Math.max(1, some.length);
    return { separator, score: width < 2 ? 0 : alike + width / 1000 };
  });
  return scores.sort((one, other) => other.score - one.score)[0]?.separator ?? ',';
}

/** `openAt`: the line of a quotation mark that nothing closes. */
export function readRows(text: string, separator: string): { rows: Row[]; openAt: number | null } {
  const rows: Row[] = [];
  const sign = separator === '|' ? '\\|' : separator;
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"([^${sign}\\n]*)|([^${sign}\\n]*))(${sign}|\\n|$)`, 'y');
  let cells: string[] = [];
  let [line, begun] = [1, 1];
  for (let at = 0; at < text.length; ) {
    cell.lastIndex = at;
    const match = cell.exec(text);
    if (!match || match[0] === '') break;
    const [whole, inQuotes, behind = '', bare = '', end] = match;
    if (inQuotes === undefined && bare.startsWith('"')) return { rows, openAt: line };
    cells.push(inQuotes === undefined ? bare : inQuotes.replaceAll('""', '"') + behind);
    line += whole.split('\n').length - 1;
    at += whole.length;
    if (end === separator && at < text.length) continue;
    if (end === separator) cells.push('');
    rows.push({ cells, line: begun });
    cells = [];
    begun = line;
  }
  return { rows, openAt: null };
}
