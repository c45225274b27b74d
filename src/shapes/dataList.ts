import type { Found, FoundGroup, FoundItem, Remark } from '../import/found.ts';
import { endsAsQuestion, isGenericTitle } from '../recognise/questionWords.ts';
import type { TextSource } from '../texts/source.ts';
import { quoted } from '../transcribe/fates.ts';
import { type DataNode, readJsonTree, readYamlTree } from './dataTree.ts';
import { allFields, type Field, foldName, publicationOf, rankOfName } from './fieldNames.ts';
import { type Manner, transcribeField } from './fieldText.ts';
import { FirstLanguage } from './firstLanguage.ts';
import { type ItemFields, itemOfFields } from './itemOfFields.ts';
import { inOneLanguage } from './oneLanguage.ts';
import { withPairedKeys } from './pairedKeys.ts';
import { htmlOfRichText, isRichText } from './richText.ts';

type Fields = ReadonlyMap<string, DataNode>;

/** A list of questions in JSON, or an export of a help desk. Answers are plain text or HTML, unless they look like Markdown. */
export function recogniseJson(source: TextSource): Found {
  // One object on each line is a list as well.
  const isLines = /^\s*\{[^\n]*\}\s*\n\s*\{/.test(source.text);
  const text = isLines ? `[${source.text.trim().replaceAll(/\}[ \t]*\n(?=\s*\{)/g, '},\n')}]` : source.text;
  return recogniseTree(readJsonTree(text), 'plain', source);
}

/** A list of questions in YAML. Answers are Markdown, as for Jekyll and Hugo. */
export function recogniseYaml(source: TextSource): Found {
  return recogniseTree(readYamlTree(source.text), 'markdown', source);
}

/** Lists of records with a question and an answer, at any depth: their groups are named by keys, by titles around them, or by ids. */
export function recogniseTree(all: DataNode, manner: Manner, source: Pick<TextSource, 'remarks' | 'pictureAt'>): Found {
  const { root: inFirst, language: picked, remarks } = inOneLanguage(all);
  const root = withPairedKeys(inFirst);
  const walk = new Walk(root, manner, { ...source, remarks: [...source.remarks, ...remarks] });
  walk.visit(root, { group: null, restricted: null, key: '' });
  walk.nameOthers();
  const fields = mapOf(root);
  const own = (...names: string[]): string | undefined => {
    for (const name of names) {
      const text = textOf(fields?.get(name));
      if (text !== null && text.trim() !== '') return text.trim();
    }
    return undefined;
  };
  const isRecord = fields !== null && fieldIn(fields, 'answer') !== null && fieldIn(fields, 'question') !== null;
  const language = picked ?? own('language', 'lang', 'locale') ?? walk.language;
  const [title, description] = isRecord
    ? []
    : [own('title', 'name', 'heading'), own('description', 'intro', 'subtitle')];
  const titles = walk.titlesInOrder();
  const [first = ''] = titles;
  // The title of all that says no more than that they are questions is that of the page.
  const isTitle = titles.length === 1 && !title && isGenericTitle(first) && walk.items.every(({ group }) => group);
  const intro = isTitle ? walk.groups.get(first)?.intro?.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1') : undefined;
  return {
    items: isTitle ? walk.items.map(({ group: _, ...item }) => item) : walk.items,
    ...(titles.length > 0 && !isTitle ? { groups: titles.map((one) => walk.groups.get(one) ?? { title: one }) } : {}),
    ...(title || isTitle ? { title: title || first } : {}),
    ...(description || intro ? { description: description || intro || '' } : {}),
    ...(language ? { language } : {}),
    remarks: walk.remarks,
  };
}

interface Around {
  readonly group: string | null;
  /** Why what lies in it is not for everybody. */
  readonly restricted: string | null;
  /** Under which this stands. */
  readonly key: string;
}

interface Shelf {
  readonly title: string;
  readonly restricted: string | null;
  /** The id of the shelf that it stands in. */
  readonly within: string | null;
  /** Among those beside it. */
  readonly place: number;
}

/** Keys that name the shelf of a record by its id. */
const references = ['section_id', 'folder_id', 'category_id', 'collectionId', 'collection_id', 'parent_id', 'parentId'];

/** Keys of a whole list. */
const facts = ['title', 'name', 'description', 'language', 'lang', 'id', 'slug', 'layout', 'permalink'];

/** Keys that are read besides those of an item. */
const readApart = [
  'type',
  'position',
  'order',
  'promoted',
  'user_segment_id',
  'user_segment_ids',
  'description_text',
  'desc_un_html',
  'folder_name',
  'hierarchy',
];

/** Keys of lists that name nothing. */
const containers =
  /^(?:data|items?|faqs?|questions?|articles?|results?|entries|entry|list|qas?|qna|questionsandanswers|mainentity|graph|records|rows|content|contents|children|folders|categories|sections|collections|groups|translations?|topics|solutions?|helpcenter|pages|body|accordion|docs)$/;
/** Keys of lists of what holds articles. */
const shelves = /^(?:folders|categories|sections|collections)$/;

class Walk {
  readonly items: FoundItem[] = [];
  readonly groups = new Map<string, FoundGroup>();
  readonly remarks: Remark[];
  language: string | undefined;
  readonly #root: DataNode;
  readonly #manner: Manner;
  readonly #source: Pick<TextSource, 'pictureAt'>;
  readonly #shelves = new Map<string, Shelf>();
  readonly #anchors = new Set<string>();
  readonly #others = new Map<string, number>();
  readonly #languages = new FirstLanguage();

  constructor(root: DataNode, manner: Manner, source: Pick<TextSource, 'remarks' | 'pictureAt'>) {
    this.#root = root;
    this.#manner = manner;
    this.#source = source;
    this.remarks = [...source.remarks];
    this.#readShelves(root, '');
  }

  #readShelves(node: DataNode, key: string): void {
    const fields = mapOf(node);
    if (fields) {
      const id = textOf(fields.get('id'));
      const title = textOf(fields.get('name')) ?? textOf(fields.get('title'));
      if (isShelf(fields, key) && id !== null && title !== null) this.#addShelf(id, title, fields);
      for (const [id, title] of foldersIn(fields)) if (!this.#shelves.has(id)) this.#addShelf(id, title, new Map());
      const anchor = fieldIn(fields, 'anchor');
      if (anchor?.text) this.#anchors.add(anchor.text.replace(/^#/, ''));
      for (const [name, child] of fields) this.#readShelves(child, within(name, key));
    } else if (Array.isArray(node.value)) for (const child of node.value) this.#readShelves(child, key);
  }

  #addShelf(id: string, title: string, fields: Fields): void {
    const [within = null] = references.flatMap((name) => textOf(fields.get(name)) ?? []);
    const place = placeIn(fields) ?? this.#shelves.size;
    this.#shelves.set(id, { title, restricted: restriction(fields, title), within, place });
  }

  /** With that of the shelf around, where others have the same title. */
  #titleOf({ title, within }: Shelf): string {
    const outer = this.#shelves.get(within ?? '');
    const isShared = [...this.#shelves.values()].filter((one) => one.title === title).length > 1;
    return outer && isShared ? `${outer.title}: ${title}` : title;
  }

  /** Titles of groups: those of shelves as they stand beside and within each other, others as they come. */
  titlesInOrder(): string[] {
    const titles = [...new Set(this.items.flatMap(({ group }) => group ?? []))];
    const placesOf = ({ within, place }: Shelf, depth: number): number[] => {
      const outer = depth < 9 ? this.#shelves.get(within ?? '') : undefined;
      return [...(outer ? placesOf(outer, depth + 1) : []), place];
    };
    const places = new Map([...this.#shelves.values()].map((shelf) => [this.#titleOf(shelf), placesOf(shelf, 0)]));
    if (!titles.every((title) => places.has(title))) return titles;
    const compare = (one: readonly number[], other: readonly number[]): number => {
      const at = one.findIndex((place, index) => place !== other[index]);
      return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
    };
    return titles.sort((one, other) => compare(places.get(one) ?? [], places.get(other) ?? []));
  }

  visit(node: DataNode, around: Around): void {
    if (Array.isArray(node.value)) {
      if (this.#takePairs(node.value, around)) return;
      for (const child of inPlace(node.value)) this.visit(child, around);
    }
    const fields = mapOf(node);
    if (!fields) return;
    const shelf = isShelf(fields, around.key);
    const isRecord = asksBy(fieldIn(fields, 'question')?.name) || !holdsRecords(fields);
    if (!shelf && isRecord && this.#takeRecord(node, fields, around)) return;
    if (this.#takeQuestionKeys(fields, around)) return;
    const title =
      node === this.#root
        ? null
        : ['title', 'name', 'category', 'section', 'group', 'heading', 'topic', 'label']
            .map((name) => textOf(fields.get(name)))
            .find((text) => text !== null && text.trim() !== '');
    this.language ??=
      textOf(fields.get('language')) ?? textOf(fields.get('lang')) ?? textOf(fields.get('inLanguage')) ?? undefined;
    if (title) this.#noteGroup(title, fields);
    const restricted = (shelf ? restriction(fields, title ?? '') : null) ?? around.restricted;
    for (const [key, child] of fields) {
      if (typeof child.value === 'string' || child.value === null) continue;
      const isNoTitle = containers.test(foldName(key)) || key.startsWith('@') || isQuestion(child);
      const group = title ?? (isNoTitle ? around.group : spoken(key));
      this.visit(child, { group, restricted, key: within(key, around.key) });
    }
    const prose = [...fields].filter(([, { value }]) => typeof value === 'string' && /\p{L}\s\p{L}/u.test(value));
    if (node !== this.#root && holdsRecords(fields)) this.#noteOthers(new Map(prose));
  }

  /** `[["What is it?", "An answer"], …]` */
  #takePairs(nodes: readonly DataNode[], around: Around): boolean {
    const pairs = nodes.map(({ value, line, column }) => {
      const parts = Array.isArray(value) ? (value as readonly DataNode[]).map((one) => textOf(one)) : [];
      const [question = null, answer = null] = parts;
      return question === null || answer === null || parts.length > 2 ? null : { question, answer, line, column };
    });
    if (!pairs.every((pair) => pair !== null) || !pairs.some((pair) => pair && endsAsQuestion(pair.question)))
      return false;
    for (const pair of pairs) if (pair) this.#take(pair, around);
    return true;
  }

  /** `What is it?: An answer` */
  #takeQuestionKeys(fields: Fields, around: Around): boolean {
    const entries = [...fields].filter(
      ([key, node]) =>
        (typeof node.value === 'string' || (endsAsQuestion(key) && textOf(node) !== null)) &&
        !facts.includes(foldName(key)),
    );
    const asking = entries.filter(([key]) => endsAsQuestion(key)).length;
    if (asking === 0 || asking < entries.length / 2) return false;
    for (const [question, node] of entries)
      this.#take({ question, answer: textOf(node) ?? '', line: node.line, column: node.column }, around);
    return true;
  }

  #takeRecord(node: DataNode, fields: Fields, around: Around): boolean {
    const question = fieldIn(fields, 'question');
    const answer = fieldIn(fields, 'answer', question?.name);
    // A title without a text is that of anything; `question` says what it is.
    if (!question?.text || (!answer && !asksBy(question.name))) return false;
    this.#noteOthers(fields);
    const shelf = references
      .map((name) => this.#shelves.get(textOf(fields.get(name)) ?? ''))
      .find((one) => one !== undefined);
    if (!this.#languages.takes(fieldIn(fields, 'language')?.text, node.line)) return true;
    this.language ??= this.#languages.language;
    const why = restriction(fields, null) ?? shelf?.restricted ?? around.restricted;
    if (why !== null) {
      this.remarks.push({
        kind: 'left-out',
        what: `${quoted(question.text)} is not for everybody: ${why}`,
        line: node.line,
        column: node.column,
      });
      return true;
    }
    this.#take(
      {
        question: question.text,
        answer: answer?.text ?? '',
        group: this.#groupIn(fields, question.name) ?? (shelf && this.#titleOf(shelf)),
        keywords: keywordsIn(fields),
        statuses: statusesIn(fields),
        updated: fieldIn(fields, 'updated')?.text,
        anchor: anchorIn(fields),
        address: addressIn(fields),
        line: node.line,
        column: node.column,
      },
      around,
    );
    return true;
  }

  /** Help Scout names categories by their ids. */
  #groupIn(fields: Fields, besides: string): string | undefined {
    const [named = ''] = fieldIn(fields, 'group', besides)?.text.split('\n\n') ?? [];
    const isId = /^(?:\d+|[\da-f]{12,})$/i.test(named);
    return this.#shelves.get(named)?.title ?? (named === '' || isId ? undefined : named);
  }

  /** What stands below the title of a group, and its anchor. */
  #noteGroup(title: string, fields: Fields): void {
    const { text = '' } = fieldIn(fields, 'answer') ?? {};
    const anchor = anchorIn(fields);
    if (text.trim() === '' && anchor === undefined) return;
    const intro = transcribeField(text, this.#manner, {}).markdown;
    this.groups.set(title, {
      title,
      ...(intro === '' ? {} : { intro }),
      ...(anchor === undefined ? {} : { anchor }),
    });
  }

  /** Keys of records that nothing is made of, each once. */
  #noteOthers(fields: Fields): void {
    for (const [name, { value, line }] of fields)
      if (!isField(name) && value !== null && value !== '' && ![...references, ...readApart].includes(name))
        this.#others.set(name, this.#others.get(name) ?? line);
  }

  nameOthers(): void {
    this.remarks.push(...this.#languages.remarks());
    const [first] = this.#others.values();
    const names = [...this.#others.keys()].join(', ');
    if (first !== undefined) this.remarks.push({ kind: 'left-out', what: `what stands below ${names}`, line: first });
  }

  #take(fields: ItemFields, around: Around): void {
    const options = {
      pictureAt: this.#source.pictureAt,
      anchorOf: (fragment: string) => (this.#anchors.has(fragment) ? fragment : null),
    };
    const item = itemOfFields(
      { ...fields, group: fields.group ?? around.group ?? undefined },
      this.#manner,
      options,
      this.remarks,
    );
    if (item) this.items.push(item);
  }
}

/** Names that say that a record asks, and is nothing else that has a title. */
function asksBy(name: string | undefined): boolean {
  return name !== undefined && !/^(?:name|title|heading|header|titel|prompt|summary)$/.test(foldName(name));
}

function isQuestion(node: DataNode): boolean {
  const fields = mapOf(node);
  return fields !== null && fieldIn(fields, 'question') !== null && fieldIn(fields, 'answer') !== null;
}

/** Zendesk says where an article stands among those of its section. */
function placeIn(fields: Fields): number | null {
  const said = ['position', 'order'].map((name) => textOf(fields.get(name))).find((text) => text !== null);
  return said !== undefined && /^\d+(?:\.\d+)?$/.test(said ?? '') ? Number(said) : null;
}

/** By their places, where each says one; else as they were typed. */
function inPlace(nodes: readonly DataNode[]): readonly DataNode[] {
  const places = new Map(nodes.map((node) => [node, placeIn(mapOf(node) ?? new Map())]));
  return nodes.some((node) => places.get(node) === null)
    ? nodes
    : nodes.toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

/** Whether a list in it holds records: then its title is that of a group. */
function holdsRecords(fields: Fields): boolean {
  return [...fields].some(([key, { value }]) => {
    if (
      !Array.isArray(value) ||
      /^(?:acceptedanswer|translations?|attachments?|links?|related|images?|comments?)$/.test(foldName(key))
    )
      return false;
    return value.some((child: DataNode) => isQuestion(child) || holdsRecords(mapOf(child) ?? new Map()));
  });
}

function isField(name: string): boolean {
  return allFields.some((field) => rankOfName(name, field) !== null);
}

function isShelf(fields: Fields, key: string): boolean {
  return shelves.test(foldName(key)) || textOf(fields.get('type')) === 'collection';
}

/** `collections: { items: [...] }` is a list of collections. */
function within(key: string, outer: string): string {
  return /^(?:items|data|results|entries|list)$/.test(key) && shelves.test(foldName(outer)) ? outer : key;
}

function mapOf({ value }: DataNode): Fields | null {
  return value instanceof Map ? value : null;
}

/** The text of a field: also of a list of paragraphs, and of `{ "@type": "Answer", "text": … }`. */
function textOf(node: DataNode | undefined): string | null {
  if (node === undefined || node.value === null) return null;
  if (typeof node.value === 'string') return node.value;
  if (node.value instanceof Map)
    return isRichText(node)
      ? htmlOfRichText(node)
      : textOf(['text', 'html', 'rendered', 'content'].map((key) => (node.value as Fields).get(key)).find(Boolean));
  if (isRichText(node)) return htmlOfRichText(node);
  const parts = (node.value as readonly DataNode[]).map(textOf);
  return parts.length > 0 && parts.every((part) => part !== null) ? parts.join('\n\n') : null;
}

/** The key that names a field best, and its text. */
function fieldIn(fields: Fields, field: Field, besides?: string): { name: string; text: string } | null {
  let best: { name: string; text: string; rank: number } | null = null;
  for (const [name, node] of fields) {
    const rank = rankOfName(name, field);
    const text = rank === null || name === besides ? null : textOf(node);
    if (rank === null || text === null || (best !== null && best.rank <= rank)) continue;
    best = { name, text, rank };
  }
  return best;
}

/** An id that a program made is no anchor that anybody has linked to. */
function anchorIn(fields: Fields): string | undefined {
  const anchor = fieldIn(fields, 'anchor')?.text;
  return anchor === undefined || /^\d+$|^[\da-f]{12,}$|\s/i.test(anchor) ? undefined : anchor;
}

function keywordsIn(fields: Fields): string[] {
  for (const [name, { value }] of fields) {
    if (rankOfName(name, 'keywords') === null || value === null) continue;
    if (typeof value === 'string') return value.split(/[,;|]/);
    if (Array.isArray(value)) return value.flatMap((one: DataNode) => textOf(one) ?? []);
  }
  return [];
}

/** The folders that an article of Freshdesk says it lies in, by their ids. */
function foldersIn(fields: Fields): [id: string, name: string][] {
  const folder =
    textOf(fields.get('type')) === 'folder' ? mapOf(fields.get('data') ?? { value: null, line: 0, column: 0 }) : null;
  const pairs = [
    [fields.get('folder_id'), fields.get('folder_name')],
    [folder?.get('id'), folder?.get('name')],
  ].map(([id, name]) => [textOf(id), textOf(name)] as const);
  return pairs.flatMap(([id, name]) => (id === null || name === null ? [] : [[id, name]]));
}

/** Only one that is whole says where an answer stood. */
function addressIn(fields: Fields): string | undefined {
  for (const [name, { value }] of fields)
    if (
      rankOfName(name, 'address') !== null &&
      typeof value === 'string' &&
      /^https?:\/\/(?!api\.)/.test(value) &&
      !/\.json(?:$|\?)/.test(value)
    ) {
      if (foldName(name) !== 'url' || !fields.has('html_url')) return value;
    }
  return undefined;
}

function statusesIn(fields: Fields): { name: string; value: string }[] {
  // Freshdesk counts: 1 is a draft, 2 is published.
  const isCounted = ['folder_id', 'description_text', 'desc_un_html', 'art_type'].some((name) => fields.has(name));
  return [...fields].flatMap(([name, { value }]) => {
    if (rankOfName(name, 'status') === null) return [];
    // A day of publication is there, and empty, where nothing was published yet.
    if (value === null && foldName(name) === 'publishedat') return [{ name, value: 'not published' }];
    if (typeof value !== 'string') return [];
    const counted = isCounted && name === 'status' ? { 1: 'draft', 2: 'published' }[value] : undefined;
    return [{ name, value: counted ?? value }];
  });
}

/** Why only some may see it, as Zendesk, Freshdesk and Help Scout say that; null where everybody may. */
function restriction(fields: Fields, title: string | null): string | null {
  const where = title === null ? '' : ` (${title})`;
  const segment = textOf(fields.get('user_segment_id')) ?? textOf(fields.get('user_segment_ids'));
  if (segment !== null && segment !== '') return `it is for the user segment ${segment}${where}`;
  const visibility = textOf(fields.get('visibility'));
  if (visibility === null) return null;
  if (/^\d$/.test(visibility)) return visibility === '1' ? null : `its folder has the visibility ${visibility}${where}`;
  return publicationOf('visibility', visibility) === 'published' || /^public$/i.test(visibility)
    ? null
    : `its visibility is ${visibility}${where}`;
}

/** A key as the title of a group. */
function spoken(key: string): string {
  const words = key.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
