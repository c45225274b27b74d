import { decodeHTML } from 'entities';

/** A text of WordPress without its shortcodes. */
export interface Unfolded {
  readonly markup: string;
  /** Names of those that a plugin would have put something for. */
  readonly lost: readonly string[];
}

const code =
  /\[(\/?)([a-z][\w-]*)((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[“”″][^“”″]*[“”″]|[^\s\]"']+)|\s+[^\s[\]=]+)*)\s*(\/?)\]/gi;

/** What opens at a press, where it has a title: of Divi, WPBakery, Avada, Enfold, Flatsome, Shortcodes Ultimate … */
const opening = /toggle|accordion|spoiler|collapse|expand|faq|question|tta_section|(?:^|[-_])q(?:$|[-_])/i;
const headings = /^(?:et_pb_heading|vc_custom_heading|av_heading|ux_title|title)$/;
/** Of builders of pages: they arrange, and say nothing. */
const layout =
  /^(?:et_pb|vc|fusion|av|ux|su|x|cs|mk|bt_bb|kc|tatsu|nd)_|section|row|col(?:umn)?|container|accordion|group|tabs?$|^(?:caption|embed|gap)$/i;
/** No part of a line of text. */
const blocks = /section|row|col(?:umn)?|container|text|block|box|wrap|accordion|group|tabs?$/i;
/** With nothing in them, or with settings alone. */
const empty =
  /image|img|video|gallery|form|map|slider|button|cta|posts?|blog|portfolio|countdown|signup|search|login|shop|products?|icon|code|html|widget|sidebar|comments/i;

/** Toggles and the like become `<details>`, titles headings; arrangements go, and what only a plugin can fill is named. */
export function withoutShortcodes(content: string): Unfolded {
  const lost = new Set<string>();
  const codes = [...content.matchAll(code)];
  const closed = new Set(codes.flatMap(([, slash, name = '']) => (slash ? [name] : [])));
  const parts: string[] = [];
  const open: { name: string; end: string }[] = [];
  let [at, skipTo]: [number, number] = [0, 0];
  for (const { index, 0: typed, 1: slash, 2: name = '', 3: settings = '' } of codes) {
    if (index < skipTo || !(closed.has(name) || settings.includes('=') || layout.test(name))) continue;
    parts.push(content.slice(at, index));
    at = index + typed.length;
    if (slash) {
      const last = open.findLastIndex((one) => one.name === name);
      if (last !== -1)
        parts.push(
          ...open
            .splice(last)
            .reverse()
            .map(({ end }) => end),
        );
      continue;
    }
    const of = attributesIn(settings);
    const title = of.get('title') ?? of.get('question') ?? of.get('heading') ?? of.get('text') ?? '';
    if (name === 'vc_raw_html') {
      const end = content.indexOf('[/vc_raw_html]', at);
      skipTo = end === -1 ? at : end;
      parts.push(decodedBlock(content.slice(at, skipTo)));
      at = skipTo;
    } else if (opening.test(name) && title !== '' && closed.has(name)) {
      parts.push(`\n\n<details${idOf(of)}><summary>${escaped(title)}</summary>\n\n`);
      open.push({ name, end: '\n\n</details>\n\n' });
    } else if (headings.test(name) && title !== '') {
      const level =
        /h[1-6]/.exec(`${of.get('title_level') ?? ''} ${of.get('font_container') ?? ''} ${of.get('tag') ?? ''}`)?.[0] ??
        'h2';
      parts.push(`\n\n<${level}>${escaped(title)}</${level}>\n\n`);
    } else {
      const end = blocks.test(name) ? '\n\n' : '';
      if (closed.has(name)) open.push({ name, end });
      else parts.push(end);
      if (!layout.test(name) || empty.test(name)) lost.add(name);
    }
  }
  parts.push(content.slice(at), ...open.reverse().map(({ end }) => end));
  return { markup: parts.join(''), lost: [...lost] };
}

function attributesIn(settings: string): ReadonlyMap<string, string> {
  const pairs = settings.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“”″]([^“”″]*)[“”″]|([^\s\]]+))/g);
  return new Map(
    [...pairs].map(([, name = '', ...values]) => [
      name.toLowerCase(),
      // Divi writes brackets and quotation marks so.
      decodeHTML(values.find((value) => value !== undefined) ?? '').replaceAll(
        /%(22|91|93|5B|5D)/gi,
        (_sign, hex: string) => ({ 22: '"', 91: '[', 93: ']' })[hex] ?? (hex.toUpperCase() === '5B' ? '[' : ']'),
      ),
    ]),
  );
}

/** An id that somebody chose. */
function idOf(of: ReadonlyMap<string, string>): string {
  const id = of.get('module_id') ?? of.get('el_id') ?? of.get('anchor') ?? '';
  return /^[a-z][\w-]*$/i.test(id) ? ` id="${id}"` : '';
}

/** HTML as WPBakery keeps it. */
function decodedBlock(text: string): string {
  try {
    return decodeURIComponent(atob(text.replaceAll(/<[^>]*>|\s/g, '')));
  } catch {
    return '';
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const blockTags =
  'p|ul|ol|li|dl|dt|dd|div|section|article|table|thead|tbody|tr|t[hd]|h[1-6]|blockquote|pre|details|summary|figure|figcaption|form|hr|iframe|center|aside|main|script|style';
const split = new RegExp(`(</?(?:${blockTags})\\b[^>]*>)`, 'i');
const holdsText = /^(?:div|section|article|blockquote|details|center|aside|main|li|dd|td|th)$/;

/** WordPress makes paragraphs of blank lines, and line breaks of the others, where a text has none (`wpautop`). */
export function withParagraphs(content: string): string {
  if (/<!--\s*wp:/.test(content)) return content.replaceAll(/<!--[\s\S]*?-->/g, '');
  const open: string[] = [];
  return content
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .split(split)
    .map((part, index) => {
      if (index % 2 === 1) {
        const [, slash, name = ''] = /^<(\/?)(\w+)/.exec(part.toLowerCase()) ?? [];
        if (slash) open.splice(Math.max(0, open.lastIndexOf(name)));
        else if (!/^(?:hr)$/.test(name)) open.push(name);
        return part;
      }
      if (part.trim() === '' || open.some((name) => !holdsText.test(name))) return part;
      const isLine = !part.trim().includes('\n') && open.length > 0;
      if (isLine) return part;
      return part
        .trim()
        .split(/\n\s*\n/)
        .map((text) => `<p>${text.trim().replaceAll('\n', '<br>')}</p>`)
        .join('\n');
    })
    .join('');
}
