import type { Found, FoundItem, Remark } from '../import/found.ts';
import { endsAsQuestion, isQuestionLike } from '../recognise/questionWords.ts';
import { htmlOfMarkdown, markdownBlocks, type Tokens } from '../texts/markdownHtml.ts';
import { questionsOnPage } from '../texts/proseOnPage.ts';
import { type ProseBlock, questionsOfProse } from '../texts/proseQuestions.ts';
import type { TextSource } from '../texts/source.ts';
import { transcribeMarkup } from '../transcribe/transcribe.ts';
import { recogniseTree } from './dataList.ts';
import { type DataNode, readYamlTree } from './dataTree.ts';
import { rankOfName } from './fieldNames.ts';
import { itemOfFields } from './itemOfFields.ts';
import { withMarkedQuestions } from './markedQuestions.ts';

/** A text of Markdown, alone or among others in a folder. */
export interface MarkdownSource extends TextSource {
  /** Of a file in a folder of them, which may be one question each: the folder below the one that was named, empty for that itself; null for a file that was named. */
  readonly folder: string | null;
}

/**
 * Markdown with questions as headings, as lines in bold, behind `Q:`, or in `<details>`; a list of questions in the
 * front matter; or one question, whose title the front matter says.
 */
export function recogniseMarkdown(source: MarkdownSource): Found {
  const { body: typed, bodyLine, head } = splitFrontMatter(source.text);
  const body = source.path.endsWith('.mdx') ? withoutScripts(typed) : typed;
  const data = head && recogniseTree(head, 'markdown', { remarks: [], pictureAt: source.pictureAt });
  // A title with a description is that of the page.
  const isOfPage = data?.items.length === 1 && data.items[0]?.question === frontOf(head).title && body.trim() !== '';
  if (data && data.items.length > 0 && !isOfPage) {
    const rest = transcribeMarkup(htmlOfMarkdown(body)).words;
    const remarks: Remark[] =
      rest === ''
        ? []
        : [{ kind: 'left-out', what: `what stands below the front matter: ${rest.slice(0, 60)}`, line: bodyLine }];
    return { ...data, remarks: [...source.remarks, ...data.remarks, ...remarks] };
  }
  const front = frontOf(head);
  const options = { pictureAt: source.pictureAt };
  const asks = isQuestionLike(front.title ?? '') || front.names === 'question';
  const found = asks ? null : questionsIn(body, bodyLine, options);
  if (found === null || (found.items.length === 0 && source.folder !== null)) {
    const item = singleQuestion(source, front, body, bodyLine);
    return {
      items: item.items,
      remarks: [...source.remarks, ...item.remarks],
      ...(front.language ? { language: front.language } : {}),
    };
  }
  const { title, description, language } = front;
  return {
    ...found,
    items: found.items.map((item) => ({ ...item, ...(front.isDraft ? { draft: true } : {}) })),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(language ? { language } : {}),
    remarks: [...source.remarks, ...found.remarks],
  };
}

/** MDX begins with what its program needs, and has comments of its own; the lines stay, empty. */
function withoutScripts(body: string): string {
  const shown = body.replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, (comment) => comment.replaceAll(/[^\n]/g, ''));
  return shown.replaceAll(/^(?:import\s[^\n]*['"][^'"\n]+['"];?|export\s(?:const|default|function)\s[^\n]*)$/gm, '');
}

/** First as it stands, then with lines in bold or behind `Q:` as headings, then as the page that it makes: at once where more questions open there than stand as headings. */
function questionsIn(body: string, bodyLine: number, options: Pick<TextSource, 'pictureAt'>): Found {
  const asHeadings = questionsOfProse(blocksOf(body, bodyLine), options);
  const markup = asHeadings.items.length > 0 && !mayOpen.test(body) ? '' : htmlOfMarkdown(body);
  const opened = [...markup.matchAll(/<summary>(.*?)<\/summary>/gs)].filter(([, words = '']) => endsAsQuestion(words));
  if (opened.length > asHeadings.items.length) return questionsOnPage(markup, body, bodyLine, options);
  if (asHeadings.items.length > 0) return asHeadings;
  const marked = withMarkedQuestions(body);
  const asMarked = marked === null ? null : questionsOfProse(blocksOf(marked, bodyLine), options, { allAsk: true });
  if (asMarked && asMarked.items.length > 0) return asMarked;
  const onPage = questionsOnPage(markup, body, bodyLine, options);
  return onPage.items.length > 0 ? onPage : asHeadings;
}

/** What opens at a press, in any of its forms. */
const mayOpen = /<summary|^ {0,3}(?::::|\?\?\?|!!!|\{\{[<%]|<[A-Z])/m;

function blocksOf(body: string, firstLine: number): ProseBlock[] {
  const { blocks, htmlOf } = markdownBlocks(body, firstLine);
  const isDialogue = /^#{1,6}[ \t]+\**(?:Q|Question|Frage)\s?\d{0,3}:/m.test(body);
  return blocks.flatMap(({ token, line }): ProseBlock[] => {
    if (token.type !== 'heading')
      return [{ line, html: htmlOf([token]), isContents: isContents(token as Tokens.List) }];
    const { depth, tokens } = token as Tokens.Heading;
    const paragraph: Tokens.Paragraph = { type: 'paragraph', raw: '', text: '', tokens };
    const inside = htmlOf([paragraph]).replace(/^<p>|<\/p>\s*$/g, '');
    const [, name] = /<a\s[^>]*(?:id|name)="([^"]+)"/i.exec(inside) ?? [];
    const words = transcribeMarkup(inside).words;
    // `#### A: …` below `#### Q: …` is an answer.
    if (isDialogue && /^(?:A|Answer|Antwort)\s?\d{0,3}:/.test(words)) return [{ line, html: `<p>${inside}</p>` }];
    const [, text = words, own] = /^(.*?)\s*\{#([^\s}]+)[^}]*\}\s*$/.exec(words) ?? [];
    return [{ line, html: inside, heading: { level: depth, text, anchor: own ?? name ?? slugOf(text) } }];
  });
}

function isContents(token: Tokens.List): boolean {
  if (token.type !== 'list') return false;
  const links = token.raw.match(/^\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*$/gm) ?? [];
  return links.length >= 2 && links.length === token.raw.split('\n').filter((line) => line.trim() !== '').length;
}

/** The anchor that GitHub gives a heading. */
function slugOf(text: string): string | null {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
  return slug === '' ? null : slug;
}

interface Front {
  readonly title: string | null;
  /** The key of the title. */
  readonly names: string | null;
  readonly description: string | null;
  readonly language: string | null;
  readonly isDraft: boolean;
  readonly fields: ReadonlyMap<string, string>;
}

function frontOf(head: DataNode | null): Front {
  const fields = new Map<string, string>();
  if (head?.value instanceof Map) {
    for (const [key, { value }] of head.value) {
      if (typeof value === 'string') fields.set(key, value);
      else if (Array.isArray(value))
        fields.set(key, value.flatMap((one: DataNode) => (typeof one.value === 'string' ? one.value : [])).join(','));
    }
  }
  const names = ['question', 'title', 'name'].find((key) => fields.get(key)?.trim()) ?? null;
  return {
    title: names === null ? null : (fields.get(names) ?? null),
    names,
    description: fields.get('description')?.trim() || null,
    language: fields.get('lang') ?? fields.get('language') ?? fields.get('locale') ?? null,
    isDraft: fields.get('draft') === 'true' || fields.get('published') === 'false',
    fields,
  };
}

/** The title of the front matter, or the first heading, and the text below it. */
function singleQuestion(
  source: MarkdownSource,
  front: Front,
  body: string,
  bodyLine: number,
): { items: FoundItem[]; remarks: Remark[] } {
  const remarks: Remark[] = [];
  if (
    /(?:^|[\\/])(?:_index|index|readme)\.\w+$/i.test(source.path) &&
    front.names !== 'question' &&
    !isQuestionLike(front.title ?? '')
  )
    return { items: [], remarks: [{ kind: 'left-out', what: 'the page of a folder: it is no question', line: 1 }] };
  const [, above, first] = /^(\s*)#{1,3}[ \t]+(.+?)[ \t#]*(?:\n|$)/.exec(body) ?? [];
  const question = front.title ?? (isQuestionLike(first ?? '') ? first : undefined);
  if (question === undefined)
    return {
      items: [],
      remarks: [
        { kind: 'left-out', what: 'the file: no title in its front matter, and no heading that asks', line: 1 },
      ],
    };
  const isHeadingLeft = first !== undefined && (front.title === null || first.trim() === front.title.trim());
  const rest = isHeadingLeft ? body.slice((above ?? '').length).replace(/^[^\n]*\n?/, '') : body;
  const named = (field: 'group' | 'updated' | 'anchor' | 'keywords'): string | undefined =>
    [...front.fields]
      .filter(([key]) => rankOfName(key, field) !== null)
      .sort(([one], [other]) => (rankOfName(one, field) ?? 0) - (rankOfName(other, field) ?? 0))[0]?.[1];
  const folder = source.folder?.split('/').at(-1)?.replaceAll(/[-_]+/g, ' ').replace(/^\d+ /, '') ?? '';
  if (!isQuestionLike(question) && front.names !== 'question')
    remarks.push({ kind: 'taken', what: `“${question}” is the title of a file: it has no question mark`, line: 1 });
  const item = itemOfFields(
    {
      question,
      answer: rest,
      group: named('group')?.split(',')[0] || folder.charAt(0).toUpperCase() + folder.slice(1) || undefined,
      keywords: (named('keywords') ?? '').split(','),
      statuses: [...front.fields]
        .filter(([key]) => rankOfName(key, 'status') !== null)
        .map(([name, value]) => ({ name, value })),
      updated: named('updated'),
      anchor: named('anchor'),
      line: bodyLine > 1 && front.title !== null ? 2 : 1,
      column: 1,
    },
    'markdown',
    { pictureAt: source.pictureAt },
    remarks,
  );
  return { items: item ? [item] : [], remarks };
}

function splitFrontMatter(text: string): { head: DataNode | null; body: string; bodyLine: number } {
  const [whole, yaml] = /^---[ \t]*\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (whole !== undefined && yaml !== undefined)
    return {
      head: yaml.trim() === '' ? null : readYamlTree(yaml, 2),
      body: text.slice(whole.length),
      bodyLine: whole.split('\n').length,
    };
  const [fence, toml] = /^\+\+\+[ \t]*\n([\s\S]*?)\n\+\+\+[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (fence === undefined || toml === undefined) return { head: null, body: text, bodyLine: 1 };
  return { head: tomlHead(toml), body: text.slice(fence.length), bodyLine: fence.split('\n').length };
}

/** Of TOML, texts, truths, days and lists of texts, with the tables (`[a]`, `[[a]]`) that hold them. */
function tomlHead(toml: string): DataNode {
  const root = new Map<string, DataNode>();
  let table = root;
  for (const { 0: whole, index, groups = {} } of toml.matchAll(tomlLine)) {
    const place = {
      line: toml.slice(0, index + whole.length - whole.trimStart().length).split('\n').length + 1,
      column: 1,
    };
    const { many, one, key = '', long, typed = '' } = groups;
    const name = (many ?? one)?.replaceAll('"', '').split('.').at(-1)?.trim();
    if (name !== undefined) {
      table = new Map();
      const before = root.get(name)?.value;
      const node: DataNode = { value: table, ...place };
      root.set(name, many === undefined ? node : { value: [...(Array.isArray(before) ? before : []), node], ...place });
      continue;
    }
    const texts = [...typed.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(
      ([, one, other = '']) => one?.replaceAll(/\\(.)/g, (_, sign) => (sign === 'n' ? '\n' : sign)) ?? other,
    );
    const value = typed.startsWith('[') ? texts.map((text) => ({ value: text, ...place })) : (texts[0] ?? typed);
    table.set(key, { value: long ?? value, ...place });
  }
  return { value: root, line: 1, column: 1 };
}

const tomlLine =
  /^[ \t]*(?:\[\[(?<many>[^\]\n]+)\]\]|\[(?<one>[^\]\n]+)\]|"?(?<key>[\w-]+)"?[ \t]*=[ \t]*(?:(?<quotes>"{3}|'{3})\n?(?<long>[\s\S]*?)\k<quotes>|(?<typed>[^\n]*?)))[ \t]*(?:#[^"'\n]*)?$/gm;
