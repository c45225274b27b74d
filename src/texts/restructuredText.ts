import type { Found, Remark } from '../import/found.ts';
import { endsAsQuestion } from '../recognise/questionWords.ts';
import { questionsOnPage } from './proseOnPage.ts';
import { type ProseBlock, questionsOfProse } from './proseQuestions.ts';
import { htmlOfRstInline, linkTargets } from './restructuredInline.ts';
import type { TextSource } from './source.ts';

/** reStructuredText with questions as section titles, in bold, or in lists of definitions or fields, as Sphinx reads it: what is no plain prose is named in the remarks. */
export function recogniseRestructuredText({ text, remarks: told, pictureAt }: TextSource): Found {
  const { lines, remarks: ofHead } = withoutHead(resolved(text.replaceAll('\t', '        ')).split('\n'));
  const remarks = [...told, ...ofHead];
  let reader = new RstReader(lines, false);
  let found = questionsOfProse(reader.read(), { pictureAt });
  if (found.items.length === 0) {
    reader = new RstReader(lines, true);
    found = questionsOfProse(reader.read(), { pictureAt }, { allAsk: true });
  }
  if (found.items.length === 0) {
    reader = new RstReader(lines, false);
    const onPage = questionsOnPage(pageOf(reader.read()), text, 1, { pictureAt });
    if (onPage.items.length > 0) found = onPage;
  }
  return { ...found, remarks: [...remarks, ...reader.remarks, ...found.remarks] };
}

const rule = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
/** Of lines in bold. */
const lowestLevel = 99;
const bullet = /^([-*+•])\s+(?=\S)/;
const number = /^(?:\(?(\d{1,3}|#)[.)])\s+(?=\S)/;
const admonitions: ReadonlySet<string> = new Set([
  'note',
  'tip',
  'hint',
  'important',
  'warning',
  'caution',
  'attention',
  'danger',
  'error',
  'admonition',
  'seealso',
]);

function pageOf(blocks: readonly ProseBlock[]): string {
  return blocks
    .map(({ heading, html }) =>
      heading ? `<h${Math.min(heading.level, 6)}>${html}</h${Math.min(heading.level, 6)}>` : html,
    )
    .join('\n');
}

const field = /^:(?!\w+:`)([^:\s](?:[^:]|:(?!\s|$))*):(?:\s+|$)/;

/** Without the fields below the title, which say who wrote the text and when. */
function withoutHead(all: readonly string[]): { lines: string[]; remarks: Remark[] } {
  const lines = [...all];
  // What stands above the title is none of the text, whatever it is called.
  const isAbove = field.test(lines.find((line) => line.trim() !== '') ?? '') && lines.some((line) => rule.test(line));
  let at = 0;
  while (
    at < lines.length &&
    (/^\s*$/.test(lines[at] ?? '') || rule.test(lines[at] ?? '') || rule.test(lines[at + 1] ?? ''))
  )
    at++;
  const names: string[] = [];
  const first = at;
  for (; at < lines.length; at++) {
    const name = field.exec(lines[at] ?? '')?.[1];
    if (name === undefined ? names.length === 0 || !/^\s+\S/.test(lines[at] ?? '') : !isAbove && !isOfText.test(name))
      break;
    if (name !== undefined) names.push(name);
  }
  if (names.length === 0) return { lines, remarks: [] };
  lines.fill('', first, at);
  return {
    lines,
    remarks: [{ kind: 'left-out', what: `what the text says of itself: ${names.join(', ')}`, line: first + 1 }],
  };
}

const isOfText =
  /^(?:authors?|contact|organi[sz]ation|address|version|revision|status|date|copyright|license|abstract|dedication|orphan|tocdepth|nocomments|nosearch|lang(?:uage)?|last[- ]updated)$/i;

class RstReader {
  readonly remarks: Remark[] = [];
  readonly #lines: string[];
  readonly #isBoldAsking: boolean;
  readonly #targets: ReadonlyMap<string, string>;
  /** The signs of underlines in the order of their levels; two for a title with a line above. */
  readonly #levels: string[] = [];

  /** `isBoldAsking`: whether a line in bold is a heading below all others. */
  constructor(lines: readonly string[], isBoldAsking: boolean) {
    this.#lines = [...lines];
    this.#isBoldAsking = isBoldAsking;
    this.#targets = linkTargets(lines);
  }

  read(): ProseBlock[] {
    const blocks: ProseBlock[] = [];
    let anchor: string | null = null;
    let from = 0;
    const flush = (to: number): void => {
      const html = this.#html(this.#lines.slice(from, to), from + 1);
      if (html !== '') blocks.push({ line: from + 1, html });
    };
    for (let at = 0; at < this.#lines.length; at++) {
      const label = /^\.\. _([^:`]+):\s*$/.exec(this.#lines[at] ?? '')?.[1];
      const title = this.#titleAt(at);
      if (label !== undefined) {
        flush(at);
        anchor = label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
        from = at + 1;
      } else if (title) {
        flush(at);
        const { words, level, height, rest } = title;
        const html = htmlOfRstInline(words, this.#targets);
        blocks.push({
          line: at + (height === 3 ? 2 : 1),
          html,
          heading: { level, text: plain(words), anchor: anchor ?? slug(words) },
        });
        anchor = null;
        at += height - 1;
        from = at + 1;
        if (rest !== undefined) from = this.#beginAnswer(at, rest);
      }
    }
    flush(this.#lines.length);
    return blocks;
  }

  /** What goes on in the line of a question in bold, or is set in below it, from the margin; returns where it begins. */
  #beginAnswer(at: number, rest: string): number {
    this.#lines[at] = rest;
    const { inside, end } = indented(this.#lines, at + 1);
    if (/^\s/.test(this.#lines[at + 1] ?? '')) this.#lines.splice(at + 1, end - at - 1, ...inside);
    return at;
  }

  #titleAt(at: number): { words: string; level: number; height: number; rest?: string } | null {
    const [first = '', second = '', third = ''] = this.#lines.slice(at, at + 3);
    const levelOf = (style: string): number => {
      const known = this.#levels.indexOf(style);
      return known === -1 ? this.#levels.push(style) : known + 1;
    };
    if (this.#isBoldAsking && /^\*\*[^*]/.test(first) && /\*\*$|``$/.test(first) && second.trim() === '')
      return { words: first.trim(), level: lowestLevel, height: 1 };
    const [, bold = '', rest = ''] = /^\*\*([^\s*](?:[^*]|\*(?!\*))*)\*\*(?::|\s|$)\s*(.*)$/.exec(first) ?? [];
    if (this.#isBoldAsking && endsAsQuestion(bold) && (this.#lines[at - 1] ?? '').trim() === '')
      return { words: bold, level: lowestLevel, height: 1, rest };
    const isBlankBefore = at === 0 || (this.#lines[at - 1] ?? '').trim() === '';
    if (
      rule.test(first) &&
      second.trim() !== '' &&
      !rule.test(second) &&
      first.trim() === third.trim() &&
      first.trim().length >= second.trim().length
    )
      return { words: second.trim(), level: levelOf((first[0] ?? '').repeat(2)), height: 3 };
    if (
      isBlankBefore &&
      first.trim() !== '' &&
      !/^\s|^\.\. /.test(first) &&
      !rule.test(first) &&
      rule.test(second) &&
      second.trim().length >= Math.min(4, [...first.trim()].length)
    )
      return { words: first.trim(), level: levelOf(second[0] ?? ''), height: 2 };
    return null;
  }

  /** Blocks of one indentation; `line`: of the first. */
  #html(lines: readonly string[], line: number): string {
    const parts: string[] = [];
    for (let at = 0; at < lines.length; ) {
      const first = lines[at] ?? '';
      if (first.trim() === '') {
        at++;
        continue;
      }
      const { html, end } = this.#block(lines, at, line + at);
      parts.push(html);
      at = Math.max(end, at + 1);
    }
    return parts.filter((part) => part !== '').join('\n');
  }

  #block(lines: readonly string[], at: number, line: number): { html: string; end: number } {
    const first = lines[at] ?? '';
    if (/^\s/.test(first)) {
      const { inside, end } = indented(lines, at);
      return { html: `<blockquote>${this.#html(inside, line)}</blockquote>`, end };
    }
    if (field.test(first)) return this.#fields(lines, at, line);
    if (/^\.\.(?:\s|$)/.test(first)) return this.#directive(lines, at, line);
    if (/^={2,}(?: +={2,})+\s*$/.test(first)) return this.#table(lines, at);
    if (/^\+[-=+]+\+\s*$/.test(first)) return this.#grid(lines, at, line);
    if (rule.test(first) && first.trim().length >= 4) return { html: '<hr>', end: at + 1 };
    for (const [mark, tag] of [
      [bullet, 'ul'],
      [number, 'ol'],
    ] as const)
      if (mark.test(first)) return this.#list(lines, at, line, mark, tag);
    let end = at;
    while (end < lines.length && (lines[end] ?? '').trim() !== '' && (end === at || !/^\s/.test(lines[end] ?? '')))
      end++;
    const words = lines.slice(at, end);
    if ((lines[end] ?? '').trim() !== '' && words.length === 1) {
      const { inside, end: last } = indented(lines, end);
      return { html: `<dl><dt>${this.#inline(first)}</dt><dd>${this.#html(inside, line + 1)}</dd></dl>`, end: last };
    }
    if (words.every((one) => one.startsWith('| ') || one === '|'))
      return { html: `<p>${words.map((one) => this.#inline(one.slice(1).trim())).join('<br>')}</p>`, end };
    return this.#paragraph(lines, words.join('\n'), end);
  }

  #paragraph(lines: readonly string[], words: string, end: number): { html: string; end: number } {
    if (!words.endsWith('::')) return { html: `<p>${this.#inline(words)}</p>`, end };
    let next = end;
    while (next < lines.length && (lines[next] ?? '').trim() === '') next++;
    if (!/^\s/.test(lines[next] ?? '')) return { html: `<p>${this.#inline(words)}</p>`, end };
    const { inside, end: last } = indented(lines, next);
    const text = words.replace(/\s::$/, '').replace(/::$/, ':');
    return { html: `${text === ':' ? '' : `<p>${this.#inline(text)}</p>`}${literal(inside)}`, end: last };
  }

  #list(
    lines: readonly string[],
    start: number,
    line: number,
    mark: RegExp,
    tag: 'ul' | 'ol',
  ): { html: string; end: number } {
    const entries: string[] = [];
    const first = number.exec(lines[start] ?? '')?.[1] ?? '1';
    let at = start;
    while (mark.test(lines[at] ?? '')) {
      const width = mark.exec(lines[at] ?? '')?.[0].length ?? 2;
      const own = [(lines[at] ?? '').slice(width)];
      let end = at + 1;
      while (end < lines.length && ((lines[end] ?? '').trim() === '' || /^\s/.test(lines[end] ?? '')))
        own.push((lines[end++] ?? '').slice(width));
      entries.push(`<li>${this.#html(own, line + at - start)}</li>`);
      at = end;
    }
    return {
      html: `<${tag}${tag === 'ol' && /^\d+$/.test(first) && first !== '1' ? ` start="${first}"` : ''}>${entries.join('')}</${tag}>`,
      end: at,
    };
  }

  /** Fields, each a line; those that ask, and pairs of `:Q:` and `:A:`, as definitions. */
  #fields(lines: readonly string[], start: number, line: number): { html: string; end: number } {
    const parts: string[] = [];
    let at = start;
    for (let name = field.exec(lines[at] ?? ''); name; name = field.exec(lines[at] ?? '')) {
      const { inside, end } = indented(lines, at + 1);
      const body = this.#html([(lines[at] ?? '').slice(name[0].length), ...inside], line + at - start);
      const words = name[1] ?? '';
      if (/^(?:Q|Question|Frage|F)\s?\d*$/i.test(words)) parts.push(`<dl><dt>${body}</dt></dl>`);
      else if (/^(?:A|Answer|Antwort)\s?\d*$/i.test(words)) parts.push(`<dl><dd>${body}</dd></dl>`);
      else if (endsAsQuestion(words)) parts.push(`<dl><dt>${this.#inline(words)}</dt><dd>${body}</dd></dl>`);
      else parts.push(body.replace(/^(?:<p>)?/, `<p>${this.#inline(words)}: `));
      at = end;
    }
    return {
      html: parts
        .join('')
        .replaceAll(/<\/dl>\s*<dl>/g, '')
        .replaceAll(/<\/p>(?=<p>)/g, '<br>')
        .replaceAll('<br><p>', '<br>'),
      end: at,
    };
  }

  #directive(lines: readonly string[], at: number, line: number): { html: string; end: number } {
    const [, name, argument = ''] = /^\.\. ([\w-]+)::\s*(.*)$/.exec(lines[at] ?? '') ?? [];
    const { inside, end } = indented(lines, at + 1);
    const [, label, note = ''] = /^\.\. \[([^\]]+)\]\s*(.*)$/.exec(lines[at] ?? '') ?? [];
    if (label !== undefined) {
      this.remarks.push({ kind: 'changed', what: `the footnote [${label}] stands where it was typed`, line });
      return { html: `<p>[${this.#inline(label)}] ${this.#inline([note, ...inside].join('\n').trim())}</p>`, end };
    }
    if (name === undefined) return { html: '', end };
    const options = inside.findIndex((one) => !/^:[\w-]+:/.test(one));
    const settings = inside.slice(0, options === -1 ? inside.length : options);
    const body = inside.slice(settings.length);
    if (admonitions.has(name)) {
      const title = name === 'admonition' ? `<p><strong>${this.#inline(argument)}</strong></p>` : '';
      const words = name === 'admonition' || argument === '' ? body : [argument, ...body];
      const kind =
        { hint: 'tip', attention: 'caution', danger: 'caution', error: 'caution', admonition: 'note', seealso: 'note' }[
          name
        ] ?? name;
      return { html: `<div class="admonition ${kind}">${title}${this.#html(words, line + 1)}</div>`, end };
    }
    if (
      /^(?:code-block|code|sourcecode|parsed-literal|prompt|literalinclude)$/.test(name) &&
      body.some((one) => one.trim() !== '')
    )
      return { html: literal(body), end };
    if (/^(?:dropdown|collapse|details|toggle|spoiler)$/.test(name) && argument !== '')
      return {
        html: `<details><summary>${this.#inline(argument)}</summary>${this.#html(body, line + 1)}</details>`,
        end,
      };
    const caption = argument === '' ? '' : `<p>${this.#inline(argument)}</p>`;
    if (name === 'list-table') {
      const hasHead = settings.some((one) => /^:header-rows:\s*[1-9]/.test(one));
      return { html: `${caption}${this.#rows(listedRows(body), hasHead)}`, end };
    }
    if (/^(?:table|rubric|topic|sidebar|epigraph|highlights|pull-quote)$/.test(name))
      return { html: `${caption}${this.#html(body, line + 1)}`, end };
    if (name === 'image' || name === 'figure') {
      const alt = settings.flatMap((one) => /^:alt:\s*(.*)$/.exec(one)?.[1] ?? [])[0] ?? '';
      return {
        html: `<p><img src="${attribute(argument)}" alt="${attribute(alt)}"></p>${this.#html(body, line + 1)}`,
        end,
      };
    }
    if (
      !/^(?:index|meta|_|contents|toctree|highlight|role|rst-class|default-role|tags?)$/.test(name) ||
      name === 'toctree'
    )
      this.remarks.push({
        kind: 'left-out',
        what: `the directive “${name}”${argument === '' ? '' : `, ${argument}`}`,
        line,
      });
    return { html: '', end };
  }

  /** A simple table: the ends of its columns stand in its rules. */
  #table(lines: readonly string[], at: number): { html: string; end: number } {
    const columns = [...(lines[at] ?? '').matchAll(/=+/g)].map(({ index }) => index);
    const isRule = (one: string): boolean => /^=+(?: +=+)+\s*$/.test(one);
    const rules: number[] = [at];
    let end = at + 1;
    for (; end < lines.length && rules.length < 3; end++) {
      if (isRule(lines[end] ?? '')) rules.push(end);
      if (rules.length === 2 && (lines[end + 1] ?? '').trim() === '') break;
    }
    const cut = (one: string): string[] => columns.map((start, index) => one.slice(start, columns[index + 1]).trim());
    const rows: string[][] = [];
    for (const one of lines
      .slice(at + 1, rules.at(-1))
      .filter((row) => row.trim() !== '' && !isRule(row) && !/^-+(?: +-+)*\s*$/.test(row))) {
      const cells = cut(one);
      const last = rows.at(-1);
      // A row without a first cell goes on with the one above.
      if (cells[0] === '' && last)
        for (const [index, cell] of cells.entries()) last[index] = `${last[index] ?? ''} ${cell}`.trim();
      else rows.push(cells);
    }
    return { html: this.#rows(rows, rules.length > 2), end: Math.max(end, (rules.at(-1) ?? at) + 1) };
  }

  #grid(lines: readonly string[], at: number, line: number): { html: string; end: number } {
    let end = at;
    while (/^[+|]/.test(lines[end] ?? '')) end++;
    const own = lines.slice(at, end);
    const border = own[0] ?? '';
    const columns = [...border.matchAll(/\+/g)].map(({ index }) => index);
    const isPlain = own.every((one) => columns.every((column) => /[+|]/.test(one[column] ?? '')));
    if (!isPlain) {
      this.remarks.push({ kind: 'changed', what: 'a table with cells that span others stands as it was typed', line });
      return { html: literal(own), end };
    }
    const rows: string[][] = [];
    let isNew = true;
    for (const one of own) {
      if (/^\+[-=+]+\+\s*$/.test(one)) {
        isNew = true;
        continue;
      }
      const cells = columns.slice(0, -1).map((column, index) => one.slice(column + 1, columns[index + 1]).trim());
      const last = rows.at(-1);
      if (isNew || !last) rows.push(cells);
      else for (const [index, cell] of cells.entries()) last[index] = `${last[index] ?? ''} ${cell}`.trim();
      isNew = false;
    }
    return {
      html: this.#rows(
        rows,
        own.some((one) => /^\+=/.test(one)),
      ),
      end,
    };
  }

  #rows(rows: readonly (readonly string[])[], hasHead: boolean): string {
    const html = rows.map((row, index) => {
      const tag = hasHead && index === 0 ? 'th' : 'td';
      return `<tr>${row.map((cell) => `<${tag}>${this.#inline(cell)}</${tag}>`).join('')}</tr>`;
    });
    return `<table>${html.join('')}</table>`;
  }

  #inline(words: string): string {
    return htmlOfRstInline(words, this.#targets);
  }
}

/** With the words of `.. |name| replace::`, and with the addresses of links without a name (`__`), in the place of what stands for them. */
function resolved(text: string): string {
  const words = new Map(
    [...text.matchAll(/^\.\. \|([^|\n]+)\| replace:: *(.*)$/gm)].map(([, name = '', own = '']) => [name, own]),
  );
  const addresses = [...text.matchAll(/^(?:__|\.\. __:) +(\S+) *$/gm)].map(([, address = '']) => address);
  return text
    .replaceAll(/^\.\. \|[^|\n]+\| replace::.*$|^(?:__|\.\. __:) +\S+ *$/gm, '')
    .replaceAll(/\|([^|\n]+)\|(?!_)/g, (typed, name: string) => words.get(name) ?? typed)
    .replaceAll(/`([^`<>]+)`__(?!_)/g, (typed, own: string) => {
      const address = addresses.shift();
      return address === undefined ? typed : `\`${own} <${address}>\`__`;
    });
}

/** The cells of a `list-table`: a list of lists. */
function listedRows(body: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const line of body) {
    const [, row, cell] = /^(\*)?\s*-(?:\s+(.*))?$/.exec(line) ?? [];
    const last = rows.at(-1);
    if (row) rows.push([cell ?? '']);
    else if (cell !== undefined && last) last.push(cell);
    else if (last) last[last.length - 1] = `${last.at(-1)} ${line.trim()}`.trim();
  }
  return rows;
}

/** The lines that are set in from here on, without their common indentation. */
function indented(lines: readonly string[], at: number): { inside: string[]; end: number } {
  let end = at;
  while (end < lines.length && ((lines[end] ?? '').trim() === '' || /^\s/.test(lines[end] ?? ''))) end++;
  const own = lines.slice(at, end);
  const width = Math.min(...own.filter((one) => one.trim() !== '').map((one) => one.search(/\S/)));
  const inside = own.map((one) => one.slice(Number.isFinite(width) ? width : 0));
  while (inside.length > 0 && inside[0]?.trim() === '' && inside.length > 1) inside.shift();
  return { inside, end };
}

function literal(lines: readonly string[]): string {
  return `<pre><code>${lines.join('\n').replace(/\s+$/, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}\n</code></pre>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

function plain(words: string): string {
  return words
    .replaceAll(/``([^`]+)``/g, '$1')
    .replaceAll(/:[\w:-]+:`([^`<]+?)\s*(?:<[^>]*>)?`/g, '$1')
    .replaceAll(/`([^`<]+?)\s*(?:<[^>]*>)?`_{0,2}/g, '$1')
    .replaceAll(/\*{1,2}([^*]+)\*{1,2}/g, '$1')
    .replaceAll(/\\(.)/g, '$1');
}

/** The anchor that docutils gives a section. */
function slug(words: string): string | null {
  return (
    plain(words)
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^[-0-9]+|-+$/g, '') || null
  );
}
