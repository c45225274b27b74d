import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { describeTemplate } from '../../src/theme/ejected.ts';
import { en } from '../../src/words/en.ts';

const repository = join(import.meta.dirname, '../..');

/** A type of src/theme/view.ts, as far as one is written there. */
type Type =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'either' | 'both'; readonly of: readonly Type[] }
  | { readonly kind: 'object'; readonly members: readonly Member[] };

interface Member {
  readonly name: string;
  readonly type: Type;
  readonly meaning: string;
}

interface Interface {
  readonly name: string;
  readonly meaning: string;
  readonly base: string | null;
  readonly members: readonly Member[];
}

/** What each template is printed with, one or the other, where it is no partial. */
const pages: Readonly<Record<string, string>> = {
  index: 'IndexPageView',
  list: 'ListPageView',
  section: 'SectionPageView',
  question: 'QuestionPageView',
  page: 'OwnPageView',
  withdrawn: 'WithdrawnPageView',
  'chat-page': 'ChatPageView',
  '404': 'MissingPageView',
  fragment: 'IndexPageView ListPageView',
  moved: 'MovedView',
};

/** Where the name of an interface alone would not do. */
const titles: Readonly<Record<string, string>> = {
  SiteView: 'Every page, of the site',
  PageBase: 'Every page, of itself',
  LinksView: 'Addresses of a page',
  SiteLinksView: 'Links around the FAQ',
  MovedView: 'A stub at an old address',
  GroupView: 'A section on its own page',
  OpenGraphView: 'What other sites show',
  OutdatedView: 'A changed original',
  MissingPageView: 'A page that is not there',
  OwnPageView: 'A page of your own',
  AlternateView: 'A page in another language',
  LanguageView: 'A link to another language',
  RelatedView: 'A page elsewhere',
};

/** The part of docs/templates.md that follows from templates/ and from the types of their data. */
export async function templateReference(): Promise<string> {
  const read = (path: string): Promise<string> => readFile(join(repository, path), 'utf8');
  const interfaces = new Map(
    [...interfacesIn(await read('src/theme/view.ts')), ...interfacesIn(await read('src/words/language.ts'))].map(
      (one) => [one.name, one] as const,
    ),
  );
  const [words] = interfacesIn(await read('src/words/words.ts'));
  if (!words) throw new Error('src/words/words.ts holds no interface');
  interfaces.set('Words', words);
  const files = (await readdir(join(repository, 'templates'))).filter((name) => name.endsWith('.hbs')).sort();
  const templates = new Map(
    await Promise.all(files.map(async (name) => [name.replace('.hbs', ''), await read(`templates/${name}`)] as const)),
  );
  const uses = usesOf(templates, interfaces);
  const describe = (name: string): string => templateSection(name, templates.get(name) ?? '', uses);
  const partials = [...templates.keys()].filter((name) => !(name in pages)).sort();
  const views = [...interfaces.values()].filter(({ name }) => name !== 'Words');
  return [
    '## Pages\n',
    ...Object.keys(pages).map(describe),
    '## Partials\n',
    ...partials.map(describe),
    '## Data\n',
    ...views.map((one) => dataSection(one)),
    '### Words of the program\n',
    ...table(['name', 'in English'], wordsIn(en, 'words')),
  ].join('\n');
}

function wordsIn(words: object, way: string): [string, string][] {
  return Object.entries(words).flatMap(([name, said]): [string, string][] =>
    typeof said === 'string' ? [[`\`${way}.${name}\``, said]] : wordsIn(said, `${way}.${name}`),
  );
}

function interfacesIn(source: string): Interface[] {
  const found = source.matchAll(
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?(?:export )?interface (\w+)(?: extends (\w+))? \{\n([\s\S]*?)\n?\}\n/g,
  );
  return [...found].map(([, meaning = '', name = '', base, body = '']) => ({
    name,
    meaning: prose(meaning),
    base: base ?? null,
    members: membersIn(`${body}\n`),
  }));
}

function membersIn(body: string): Member[] {
  const found = body.matchAll(
    /^ {2}(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2})?readonly '?([\w-]+)'?: ([\s\S]*?);\n(?= {2}\/\*\*| {2}readonly|$(?!\n))/gm,
  );
  return [...found].map(([, meaning = '', name = '', type = '']) => ({
    name,
    type: new TypeReader(type).type(),
    meaning: prose(meaning),
  }));
}

function prose(comment: string): string {
  return comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim();
}

class TypeReader {
  readonly #tokens: string[];

  constructor(source: string) {
    this.#tokens = source.match(/\/\*\*[\s\S]*?\*\/|'[^']*'|\w+|[^\s]/g) ?? [];
  }

  type(): Type {
    if (this.#peek() === '|') this.#take();
    const either = [this.#both()];
    while (this.#peek() === '|') {
      this.#take();
      either.push(this.#both());
    }
    return either.length === 1 ? (either[0] as Type) : { kind: 'either', of: either };
  }

  #both(): Type {
    const both = [this.#list()];
    while (this.#peek() === '&') {
      this.#take();
      both.push(this.#list());
    }
    return both.length === 1 ? (both[0] as Type) : { kind: 'both', of: both };
  }

  #list(): Type {
    if (this.#peek() === 'readonly') this.#take();
    let type = this.#single();
    while (this.#peek() === '[') {
      this.#take();
      this.#take();
      type = { kind: 'list', of: type };
    }
    return type;
  }

  #single(): Type {
    const token = this.#take();
    if (token === '(') {
      const type = this.type();
      this.#take();
      return type;
    }
    if (token === '{') return this.#object();
    if (token.startsWith("'")) return { kind: 'literal', text: token.slice(1, -1) };
    let name = token;
    let depth = 0;
    while (this.#peek() === '<' || depth > 0) {
      const part = this.#take();
      depth += part === '<' ? 1 : part === '>' ? -1 : 0;
      name += part;
    }
    return { kind: 'name', name };
  }

  #object(): Type {
    const members: Member[] = [];
    while (this.#peek() !== '}') {
      const meaning = this.#peek()?.startsWith('/**') ? prose(this.#take().slice(3, -2)) : '';
      if (this.#peek() === 'readonly') this.#take();
      const name = this.#take();
      this.#take();
      members.push({ name, type: this.type(), meaning });
      if (this.#peek() === ';') this.#take();
    }
    this.#take();
    return { kind: 'object', members };
  }

  #peek(): string | undefined {
    return this.#tokens[0];
  }

  #take(): string {
    const token = this.#tokens.shift();
    if (token === undefined) throw new Error('a type of src/theme/view.ts ends too soon');
    return token;
  }
}

type Interfaces = ReadonlyMap<string, Interface>;

/** Of an object, by name; a group that may be absent has what it would have. */
function membersOf(type: Type, interfaces: Interfaces): readonly Member[] {
  if (type.kind === 'object') return type.members;
  if (type.kind === 'either' || type.kind === 'both') return type.of.flatMap((one) => membersOf(one, interfaces));
  const named = type.kind === 'name' ? interfaces.get(type.name) : undefined;
  if (!named) return [];
  const base: Type | null = named.base === null ? null : { kind: 'name', name: named.base };
  return [...named.members, ...(base ? membersOf(base, interfaces) : [])];
}

function entryOf(type: Type): Type | null {
  if (type.kind === 'list') return type.of;
  if (type.kind !== 'either') return null;
  return type.of.map(entryOf).find((one) => one !== null) ?? null;
}

/** What one template does with its data. */
interface Use {
  /** The templates that print it; empty for a page. */
  readonly callers: Set<string>;
  /** Titles of what it is given. */
  readonly given: Set<string>;
  /** Of pages by which it was reached. */
  readonly pages: Set<string>;
  /** By how the value is reached. */
  readonly rows: Map<string, Row>;
  readonly words: Set<string>;
}

interface Row {
  /** What it is, on one page or another. */
  readonly members: Member[];
  readonly pages: Set<string>;
}

interface Scope {
  readonly type: Type;
  readonly parent: Scope | null;
  /** How the values of the scope are reached from the data of the template. */
  readonly way: string;
}

/** Goes through every template with the data of every page on which it stands. A name that no data has is an error. */
function usesOf(templates: ReadonlyMap<string, string>, interfaces: Interfaces): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  const missing = new Map<string, Set<string>>();
  const programs = new Map([...templates].map(([name, text]) => [name, Handlebars.parse(text)] as const));
  for (const [page, view] of Object.entries(pages).flatMap(([name, views]) =>
    views.split(' ').map((view) => [name, view] as const),
  )) {
    const root: Scope = { type: { kind: 'name', name: view }, parent: null, way: '' };
    const visit = (name: string, caller: string | null, { type }: Scope): void => {
      const use = uses.get(name) ?? {
        callers: new Set(),
        given: new Set(),
        pages: new Set(),
        rows: new Map(),
        words: new Set(),
      };
      uses.set(name, use);
      if (caller) use.callers.add(caller);
      use.given.add(type.kind === 'name' ? type.name : 'SiteLinkView');
      use.pages.add(page);
      new Reader(name, use, { type, parent: null, way: '' }).accept(programs.get(name) as hbs.AST.Program);
    };
    class Reader extends Handlebars.Visitor {
      readonly #name: string;
      readonly #use: Use;
      #scope: Scope;

      constructor(name: string, use: Use, scope: Scope) {
        super();
        this.#name = name;
        this.#use = use;
        this.#scope = scope;
      }

      override PathExpression(path: hbs.AST.PathExpression): void {
        if (['if', 'unless', 'each', 'with', 'eq'].includes(path.original)) return;
        this.#valueOf(path);
      }

      override PartialStatement(partial: hbs.AST.PartialStatement): void {
        const name = String((partial.name as hbs.AST.PathExpression).original);
        if (name !== '@partial-block') visit(name, this.#name, this.#scope);
      }

      override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
        visit(String((partial.name as hbs.AST.PathExpression).original), this.#name, this.#scope);
        this.accept(partial.program);
      }

      override BlockStatement(block: hbs.AST.BlockStatement): void {
        const helper = String((block.path as hbs.AST.PathExpression).original);
        const [of] = block.params;
        if ((helper === 'each' || helper === 'with') && of?.type === 'PathExpression') {
          const before = this.#scope;
          const value = this.#valueOf(of as hbs.AST.PathExpression);
          const type = value && (helper === 'each' ? entryOf(value.type) : value.type);
          if (type) {
            const way = `${value.way}${helper === 'each' ? ' › ' : '.'}`;
            this.#scope = { type: withoutNull(type), parent: before, way };
            this.accept(block.program);
            this.#scope = before;
          }
        } else {
          this.acceptArray(block.params);
          this.accept(block.program);
        }
        if (block.inverse) this.accept(block.inverse);
      }

      #valueOf(path: hbs.AST.PathExpression): { type: Type; way: string } | null {
        let scope: Scope | null = path.data ? root : this.#scope;
        for (let depth = path.depth; depth > 0; depth -= 1) scope = scope?.parent ?? null;
        const parts = path.data ? path.parts.slice(1) : path.parts;
        if (!scope) throw new Error(`${this.#name}: ${path.original} leads too far up`);
        let { type, way } = scope;
        if (path.data && this.#scope.type !== root.type) way = '@root.';
        for (const [index, name] of parts.entries()) {
          if (name === 'length' && entryOf(type)) return null;
          const member = membersOf(type, interfaces).find((one) => one.name === name);
          const shown = `${way}${parts.slice(0, index + 1).join('.')}`;
          if (!member) {
            const key = `${this.#name}: ${shown}`;
            missing.set(key, (missing.get(key) ?? new Set()).add(page));
            return null;
          }
          type = member.type;
          if (parts[0] === 'words') {
            if (index === 1) this.#use.words.add(name);
            continue;
          }
          const row = this.#use.rows.get(shown) ?? { members: [], pages: new Set() };
          row.members.push(member);
          row.pages.add(page);
          this.#use.rows.set(shown, row);
        }
        return { type, way: `${way}${parts.join('.')}` };
      }
    }
    visit(page, null, root);
  }
  for (const [name, use] of uses)
    for (const [key] of missing) {
      const way = key.slice(name.length + 2);
      if (key.startsWith(`${name}: `) && !use.rows.has(way)) throw new Error(`no data has ${way}, for ${name}.hbs`);
    }
  return uses;
}

function withoutNull(type: Type): Type {
  if (type.kind !== 'either') return type;
  const rest = type.of.filter((one) => one.kind !== 'name' || one.name !== 'null');
  return rest.length === 1 ? (rest[0] as Type) : { kind: 'either', of: rest };
}

function templateSection(name: string, text: string, uses: ReadonlyMap<string, Use>): string {
  const use = uses.get(name);
  if (!use) throw new Error(`no page prints ${name}.hbs`);
  const { prints, data } = describeTemplate(text);
  if (!prints || !data) throw new Error(`${name}.hbs does not begin with what it prints, and of what data`);
  const listed = /^(?:any page|a question|one of)\b/.test(data) ? null : data;
  for (const way of use.rows.keys()) {
    const [first = ''] = way.split(/[ .]/);
    if (listed && !way.startsWith('@root') && !new RegExp(`\\b${first}\\b`).test(listed))
      throw new Error(`the first line of ${name}.hbs does not name ${first} as its data`);
  }
  const callers = [...use.callers].map((one) => `\`${one}\``).join(', ');
  const isPage = [...use.given].some((one) => Object.values(pages).some((views) => views.split(' ').includes(one)));
  const given = isPage && callers ? 'the page' : [...use.given].map((one) => linkTo(one)).join(', ');
  const rows = [...use.rows].map(([way, { members, pages: on }]) => {
    const only = on.size < use.pages.size ? ` Only in ${[...on].map((one) => `\`${one}\``).join(', ')}.` : '';
    const types = members.flatMap(({ type }) => (type.kind === 'either' ? type.of : [type]));
    const [meaning = ''] = members.map((one) => one.meaning).sort((a, b) => b.length - a.length);
    return [`\`${way}\``, shownType({ kind: 'either', of: types }), `${meaning}${only}`.trim()];
  });
  const words = [...use.words].sort().map((word) => `\`${word}\``);
  if (words.length > 0) rows.push(['`words`', '[words of the program](#words-of-the-program)', words.join(', ')]);
  return [
    `### \`${name}\`\n`,
    `${prints} ${callers ? `Stands in ${callers}; is` : 'Is'} given ${given}.\n`,
    ...(rows.length > 0 ? table(['asks for', 'is', 'meaning'], rows) : []),
  ].join('\n');
}

function dataSection({ name, meaning, base, members }: Interface): string {
  const also = base === null ? '' : `With all of ${linkTo(base)}.`;
  const said = [meaning, also].filter(Boolean).join(' ');
  return [
    `### ${titleOf(name)}\n`,
    ...(said ? [`${said}\n`] : []),
    ...(members.length > 0
      ? table(
          ['name', 'is', 'meaning'],
          members.map((one) => [`\`${one.name}\``, shownType(one.type), one.meaning]),
        )
      : []),
  ].join('\n');
}

function titleOf(name: string): string {
  const own = titles[name];
  if (own !== undefined) return own;
  const words = name
    .replace(/View$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return `${/^[aeiou]/.test(words) ? 'An' : 'A'} ${words}`;
}

function linkTo(name: string): string {
  const title = titleOf(name);
  const anchor = title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
  return `[${title.slice(0, 1).toLowerCase()}${title.slice(1)}](#${anchor})`;
}

const plainTypes: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: '`true` or `false`',
  true: '`true`',
  false: '`false`',
  null: '`null`',
  Html: 'HTML',
  Words: '[words of the program](#words-of-the-program)',
  'Readonly<Record<string,string>>': 'texts by name',
};

function nullLast(a: string, b: string): number {
  return Number(a === '`null`') - Number(b === '`null`');
}

function shownType(type: Type): string {
  switch (type.kind) {
    case 'literal':
      return `\`${type.text}\``;
    case 'list':
      return `list: ${shownType(type.of)}`;
    case 'both':
      return type.of.map(shownType).join(', with ');
    case 'either':
      return [...new Set(type.of.map(shownType))].sort(nullLast).join(' or ');
    case 'object':
      return type.members
        .map((one) => `\`${one.name}\`: ${shownType(one.type)}${one.meaning ? ` (${one.meaning})` : ''}`)
        .join(', ');
    case 'name':
      return plainTypes[type.name] ?? linkTo(type.name);
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}
