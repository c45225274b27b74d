import { decodeHTML, decodeHTMLStrict } from 'entities';
import { nearest } from '../diagnostics/nearest.ts';

/** A mark in a stretch of text as readers see it. */
export interface Found {
  readonly index: number;
  readonly typed: string;
  /** What became of it. */
  readonly fate: string;
  readonly help: string;
  /** `run`: it is said once for all that follow on it; `text`: once for each `name` in the whole text. */
  readonly once?: 'run' | 'text';
  readonly name?: string;
}

export type Find = (text: string, isInList: boolean) => Found[];

export const printed = 'is printed as it stands';

interface Words {
  readonly help: string;
  readonly fate?: string;
  readonly once?: 'run' | 'text';
  readonly name?: string;
}

/** Finds a mark by its shape; `tell` gives null where the shape is prose. */
export function shape(
  pattern: RegExp,
  tell: Words | ((match: RegExpExecArray, text: string, isInList: boolean) => Words | null),
): Find {
  return (text, isInList) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const words = typeof tell === 'function' ? tell(match, text, isInList) : tell;
      // A group named `mark` is what is shown of a longer match.
      const typed = match.groups?.['mark'] ?? match[0];
      return words === null ? [] : [{ fate: printed, ...words, typed, index: match.index + match[0].indexOf(typed) }];
    });
}

/** Letters of scripts without spaces between words may stand close to a mark that begins there. */
const behindNoWord = String.raw`(?<![\p{L}\p{N}])(?<!\\)`;

function pair(mark: string): RegExp {
  return new RegExp(
    `(?<![${mark}\\w])[${mark}]{2}(?![\\s${mark}])[^\\n${mark}]{0,200}[^\\s${mark}][${mark}]{2}(?![${mark}\\w])`,
    'gu',
  );
}

const wideSigns = 'has wide signs, which mark nothing, and is printed as it stands';
const anotherGenerator = 'is a mark of another generator, and is printed as it stands';
const fill = 'write out what it stands for, or delete it';

const links = (): readonly Find[] => [
  // [floor plan](floor plan.pdf): no address holds a space
  shape(/!?\[[^\]\n]{0,300}\]\((?!\s*\))[^()\n]{0,300}\)/gu, ({ 0: typed }) => {
    const [, label = '', address = ''] = /^(!?\[[^\]]*\])\((.*)\)$/s.exec(typed) ?? [];
    if (/\{[{%]|^[\uFFFC]+$/.test(address)) return null;
    const fate = `is no ${typed.startsWith('!') ? 'picture' : 'link'}, and ${printed}`;
    const [, bare = '', title] = /^(.*?)\s*("[^"]*"|)$/s.exec(address.trim()) ?? [];
    // Numbers are dialled without their blanks.
    if (/^(?:tel|sms):[\s\d+()./-]+$/i.test(bare))
      return { fate: `${fate}: its address holds a space`, help: `write ${label}(${bare.replaceAll(/[^\w:+]/g, '')})` };
    if (/^mailto:\s+\S+$/i.test(bare))
      return { fate: `${fate}: its address holds a space`, help: `write ${label}(${bare.replaceAll(/\s/g, '')})` };
    if (!/\s/.test(bare)) return { fate, help: `write ${label}(${bare}), with nothing else between the brackets` };
    return {
      fate: `${fate}: its address holds a space`,
      help: `write ${label}(${bare.replaceAll(/\s/g, '%20')}${title ? ` ${title}` : ''}), or ${label}(<${bare}>)`,
    };
  }),
  // [decaf] (#decaf)
  shape(
    /(!?\[[^\]\n]{1,300}\])[ \t]+\(((?:#|https?:|www\.|mailto:|tel:|sms:|\.{0,2}\/)[^)\n]{0,300}|[^\s()]{1,200}\.[a-z]{2,4}|\uFFFC)\)/gu,
    (match) => ({
      fate: `is no link, and ${printed}: a space stands before the address`,
      help: `write ${match[1]}(${(match[2] ?? '').replaceAll('\uFFFC', '…')}), without the space`,
    }),
  ),
  // (decaf)[#decaf]
  shape(
    /\(([^()\n]{1,300})\)\[((?:#|https?:|www\.|mailto:|tel:|sms:|\.{0,2}\/)[^\]\n]{0,300}|[^\s\]]{1,200}\.[a-z]{2,4}|\uFFFC)\]/gu,
    (match) => ({
      fate: `is no link, and ${printed}: the brackets have changed places`,
      help: `write [${match[1]}](${(match[2] ?? '').replaceAll('\uFFFC', '…')})`,
    }),
  ),
  // [the desk](https://example.org/desk. and nothing that closes it
  shape(
    /!?(\[[^\]\n]{1,300}\])\(((?:#|https?:|www\.|mailto:|tel:|sms:|\.{0,2}\/)[^\s()]{1,300})(?![^\n]{0,300}\))/gu,
    (match) => ({
      fate: `is no ${match[0].startsWith('!') ? 'picture' : 'link'}, and ${printed}: its address is never closed`,
      help: `write ${match[0].startsWith('!') ? '!' : ''}${match[1]}(${(match[2] ?? '').replace(/[.,;:!?]+$/, '')})`,
    }),
  ),
  // [the desk(https://example.org/desk)
  shape(
    /\[([^[\]()\n]{1,100})\(((?:https?:|www\.|mailto:|tel:|sms:)[^\s()]{1,300})\)(?![^\n]{0,100}\])/gu,
    (match) => ({
      fate: `is no link, and ${printed}: its words are never closed`,
      help: `write [${match[1]}](${match[2]})`,
    }),
  ),
  // <https://example.org|our site>, as Slack has it
  shape(/<((?:https?:|mailto:|tel:)[^\s<>|]{1,300})\|([^<>\n]{1,200})>/gu, (match) => ({
    fate: `is a link of another program, and ${printed}`,
    help: `write [${match[2]}](${match[1]})`,
  })),
  // <https://example.org/price list.pdf>
  shape(/<(https?:[^\s<>|]{1,300}) ([^<>|\n]{1,100})>/gu, (match) => ({
    fate: 'is a link up to its blank, and the rest is printed as it stands',
    help: `write ${match[1]}%20${(match[2] ?? '').replaceAll(' ', '%20')}, or the address without blanks`,
  })),
  // <www.example.org>
  shape(/<(www\.[^\s<>]{1,300})>/gu, (match) => ({
    fate: `is printed with its < and >`,
    help: `write ${match[1]} alone`,
  })),
  // `the site <https://example.org>`_
  shape(/(?<mark>\uFFFC_{1,2})(?=[\s.,;:!?)]|$)/gu, {
    fate: `is a link of another generator, and its underscore ${printed}`,
    help: 'write [words](https://…)',
  }),
  // [words][ref] without its definition
  shape(
    new RegExp(
      String.raw`${behindNoWord}(?<!\])!?\[([^\[\]\n]*\p{L}[^\[\]\n]{0,300})\]\[([^\[\]\n]{0,100})\](?!\[|\()`,
      'gu',
    ),
    (match) => {
      const label = match[2] || match[1];
      return {
        fate: `is no link, and ${printed}: nothing says where \`${label}\` leads`,
        help: `write [${match[1]}](https://…), with the address`,
      };
    },
  ),
  // [ref]: https://… that no link uses
  shape(/^[ \t]*\[(?!\^)[^\]\n]{1,100}\]:[ \t]*(?:https?:|mailto:|#|<|\uFFFC)/gmu, ({ 0: typed, index }) => {
    const label = /\[([^\]]*)\]/.exec(typed)?.[1] ?? '';
    if (index > 0)
      return {
        fate: `is no address of a link, and ${printed}: it stands right below another line`,
        help: 'put a blank line above it',
      };
    return /^(?:\/\/|_|comment)$/i.test(label)
      ? {
          fate: `hides nothing, and ${printed}`,
          help: 'delete the line: a comment that nobody is to read stands in YAML behind #',
        }
      : {
          fate: `is the address of a link that is nowhere used, and ${printed}`,
          help: `write [${label}] where the link is to stand, or delete the line`,
        };
  }),
  shape(/!?\[\[[^[\]\n]{1,200}\](?:\[[^[\]\n]{1,200}\])?\]/gu, (match) =>
    /^\[\[[\d\s.,;-]*\]/.test(match[0])
      ? null
      : {
          fate: `is a link of a wiki, and ${printed}`,
          help: 'write [words](#id) for a link, ![words](picture.png) for a picture',
        },
  ),
  // Behind an exclamation stands no picture
  shape(/(?<![\p{L}\p{N}!])!\[[^\]\n]{0,300}\](?![([:])/gu, {
    fate: `is no picture, and ${printed}`,
    help: 'write ![what it shows](picture.png)',
  }),
  shape(/"[^"\n]{1,200}":https?:\/\/\S+/gu, { fate: anotherGenerator, help: 'write [words](https://…)' }),
];

const footnotes = (): readonly Find[] => [
  // [-@smith-2020], as Pandoc leaves out the name of an author
  shape(/\[-(@[\p{L}\p{N}_][^\]\n]{0,200})\]/gu, (match) => ({
    fate: `cites no source, and ${printed}`,
    help: `write [${match[1]}], without the hyphen`,
  })),
  shape(/\[\^([^\]\s]{1,40})\](?::|(?!:))/gu, (match) => ({
    fate: `is no footnote here, and ${printed}`,
    help: 'write what it says into the sentence, or cite a source as [@id]',
    once: 'text',
    name: match[1] ?? '',
  })),
  shape(/\^\[[^\]\n]{1,300}\]/gu, {
    fate: `is no footnote here, and ${printed}`,
    help: 'write what it says into the sentence, or cite a source as [@id]',
  }),
];

const generators = (): readonly Find[] => [
  shape(/\{\{\{?[^{}\n]{0,200}\}\}\}?|\{\{[<%][^{}\n]{0,300}[>%]\}\}/gu, { fate: anotherGenerator, help: fill }),
  shape(/\{%-?\s*(\w*)[^\n]{0,300}?%\}/gu, (match) =>
    match[1]?.startsWith('end') ? null : { fate: anotherGenerator, help: fill },
  ),
  shape(/<%[=-]?[^\n]{0,300}?%>|\$\{[^{}\n]{1,100}\}/gu, { fate: anotherGenerator, help: fill }),
  // {:target="_blank"}, {: .note}, {#id}, {.class}, {width="40"}; without quotes, close to what it speaks of
  shape(
    /\{:[^{}\n]{0,200}\}|(?<=[\p{L}\p{N}\uFFFC])\{(?:width|height|target|rel|class|style|align|title|loading)=[^{}\s][^{}\n]{0,200}\}|\{ ?[#.][A-Za-z][^{}\n]{0,200}\}|\{ ?[a-z-]{2,20}=["'“][^{}\n]{0,200}\}/gu,
    {
      fate: anotherGenerator,
      help: 'delete it',
    },
  ),
  shape(/\{(?:code|noformat|panel|quote|color|info|note|warning|tip|toc)(?::[^{}\n]{0,100})?\}/gu, (match) => ({
    fate: anotherGenerator,
    help: 'delete it; > [!NOTE] begins a note',
    once: 'text',
    name: match[0],
  })),
  shape(/\{(?:\+\+|--|~~|==|>>)[^{}\n]{0,300}(?:\+\+|--|~~|==|<<)\}/gu, {
    fate: `is a remark of an editor, and ${printed}`,
    help: 'decide on it, and delete its marks',
  }),
  shape(/(?<!\d)%%[^%\n]{1,300}%%/gu, {
    fate: `hides nothing, and ${printed}`,
    help: 'delete it: a comment that nobody is to read stands in YAML behind #',
  }),
  // ::: warning … :::
  shape(/^[ \t]*(:{3,}[ \t]*\{?[\w.-]*[^\n]{0,60})$/gmu, {
    fate: anotherGenerator,
    help: 'write > [!NOTE] or > [!WARNING], and > before each line below it',
    once: 'text',
    name: ':::',
  }),
  shape(/^[ \t]*(?:!!!|\?\?\?)\+?[ \t]+[a-z]+(?:[ \t]+"[^"\n]*")?[ \t]*$|^[ \t]*\.\.[ \t]+[a-z-]+::/gmu, {
    fate: anotherGenerator,
    help: 'write > [!NOTE] or > [!WARNING], and > before each line below it',
  }),
  shape(/^[ \t]*(?:\[\[?_?TOC_?\]?\]|\{\{?toc\}?\}|@\[toc\])[ \t]*$/gimu, {
    fate: anotherGenerator,
    help: 'delete it: the page lists its questions by itself',
  }),
  shape(new RegExp(String.raw`${behindNoWord}:[a-z][a-z0-9_+-]{2,30}:(?![\p{L}\p{N}])`, 'gu'), (match) => ({
    fate: printed,
    help: `write the character itself, or words, for ${match[0]}`,
  })),
  // [caption …]…[/caption], [b]…[/b], [gallery ids="1"]
  shape(/\[([a-z][a-z0-9_-]{0,30})(?:[ =][^\]\n]{0,200})?\]/gu, (match, text) => {
    const end = `/${match[1]}`;
    return text.slice(match.index, match.index + 3000).includes(`[${end}]`)
      ? { ...bracketed(end), once: 'text', name: end }
      : null;
  }),
  shape(/\[(\/[a-z][a-z0-9_-]{0,30})\]/gu, ({ 1: end = '' }) => ({ ...bracketed(end), once: 'text', name: end })),
  shape(/\[[a-z][a-z0-9_-]{1,30}(?:[ \t]+[\w-]{1,30}=["“”'][^\]\n]{0,200})\/?\]/gu, {
    fate: anotherGenerator,
    help: fill,
  }),
  shape(/^[ \t]*h[1-6]\.[ \t]+\S[^\n]{0,80}$/gmu, { fate: anotherGenerator, help: 'write ## before a heading' }),
  shape(/^[ \t]*(={2,6})[ \t]*[^=\n]{1,100}?[ \t]*\1[ \t]*$/gmu, (match) =>
    /^[ \t]*==\S[^=]*\S==[ \t]*$/.test(match[0]) ? null : { fate: anotherGenerator, help: 'write ## before a heading' },
  ),
  shape(/'''[^'\n]{1,200}'''/gu, { fate: anotherGenerator, help: 'write **bold**' }),
  shape(/^[ \t]*\*\[[^\]\n]{1,60}\]:[^\n]{0,60}/gmu, {
    fate: anotherGenerator,
    help: 'say in the text what the word stands for',
  }),
];

function bracketed(end: string): Words {
  const isStress = /^\/[bius]$/.test(end);
  const help = isStress ? 'write **bold** or *emphasis*' : 'write it in Markdown, or leave it out';
  return { fate: anotherGenerator, help: `${help}, and delete the brackets` };
}

const signs = (): readonly Find[] => [
  // ==mark==, ~~strike~~, ++insert++
  shape(pair('='), { help: 'write **words** to stress them' }),
  shape(pair('~'), { fate: `is struck out elsewhere, and here ${printed}`, help: 'delete what no longer holds' }),
  // ~strike~ with one sign, as GitHub and chats have it; in East Asia it is a flourish
  shape(
    /(?<![~\p{L}\p{N}])~(?=[\p{L}\p{N}])(?!\d)[^~\n\u3000-\u9fff\uac00-\ud7ff]{0,60}[\p{L}\p{N}.!?%]~(?![~\p{L}\p{N}])/gu,
    {
      fate: `is struck out elsewhere, and here ${printed}`,
      help: 'delete what no longer holds',
    },
  ),
  shape(/(?<![+\w])\+\+(?=[\p{L}\p{N}])[^+\n]{0,200}[\p{L}\p{N}.!?]\+\+(?![+\w])/gu, {
    help: 'write **words** to stress them',
  }),
  // H~2~O, m^2^
  shape(/(?<=\p{L})~[\p{L}\p{N}+-]{1,3}~(?![~\d])/gu, { help: 'write the lowered sign itself, as in H₂O' }),
  shape(/(?<=[\p{L}\p{N})])\^[\p{L}\p{N}+−-]{1,4}\^/gu, { help: 'write the raised sign itself, as in m² or 10⁹' }),
  // An opening backtick without its end
  shape(/(?<![\p{L}\p{N}`\\])`{1,3}(?=[^\s`])(?!\d\ds)[^\s]*/gu, {
    fate: `begins code that never ends, and ${printed}`,
    help: 'write ` on both sides of code; write ‘ and ’ for quotation marks',
  }),
  // __Never__ that lacks an end, or has it close to a letter; names like __init__ stay
  shape(/(?<![\p{L}\p{N}_\\])__(?=\p{L})(?!\w+__)(?:[^\n_]{0,200}[^\s_]__(?!_)|(?=\p{Lu})[^\s_]*)/gu, {
    fate: `begins no bold words, and ${printed}`,
    help: 'write ** close to the words on both sides, with a space or a full stop behind the second',
  }),
  // __not without its end; names of programs, and blanks before a unit or what is counted, begin so as well
  shape(
    /(?<![^\s(])__(?!(?:main|init|dirname|filename|proto|attribute|declspec|file|line|func|asm|name|years?|months?|weeks?|days?|hours?|minutes?|times?|per)\b)\p{Ll}{3,20}(?=[ \t]+\p{L}{2})(?![^\n]*__)/gu,
    {
      fate: `begins no bold words, and ${printed}`,
      help: 'write ** close to the words on both sides',
    },
  ),
  // * Sunday*, which opens nothing; between the factors of a product no sentence ends
  shape(/(?<![^\s(])\*[ \t]+(\p{L}[^*\n]{0,100}[\p{L}.!?])\*(?=[.,;:!?)]|$)/gmu, (match) => ({
    fate: `makes nothing stand out, and ${printed}`,
    help: `write *${match[1]}*, without the blank`,
  })),
  // *not refundable * after five
  shape(/(?<=\p{L}[ \t])\*(?=\p{L})([^*\n]{0,100}[\p{L}.!?])[ \t]+\*(?=[ \t]+\p{L}|[.,;:!?)]|$)/gmu, (match) => ({
    fate: `makes nothing stand out, and ${printed}`,
    help: `write *${match[1]}*, without the blank`,
  })),
  // *Note:*please
  shape(/(?<![\p{L}\p{N}*\\])\*(?=\p{L})[^*\n]{1,200}[:.,;!?]\*(?=\p{L})/gu, {
    help: 'put a space behind the second star',
  }),
  // Formulas of TeX
  shape(
    /\$\$[^$\n]{1,300}\$\$|(?<![\p{L}\p{N}$\\])\$(?=\S)[^$\n]{0,200}[\\^_{][^$\n]{0,200}(?<=\S)\$(?![\p{L}\p{N}])/gu,
    { fate: `is a formula of TeX, and ${printed}`, help: 'write it with the characters themselves, as in x² or ½' },
  ),
  shape(
    /\\[a-zA-Z]{2,20}\{[^\n]{0,100}?\}|^[ \t]*\\[a-z]{3,20}[ \t]*$|(?<![^\s(])\\(?:times|leq?|geq?|pm|mu|alpha|beta|gamma|cdot|approx|rightarrow|circ|newline|newpage|pagebreak)(?![\p{L}\p{N}\\])/gmu,
    { fate: `is a command of TeX, and ${printed}`, help: 'write the character itself, or delete it' },
  ),
  // <br\> in a cell
  shape(/<\/?br\uFFFC/giu, {
    fate: 'breaks no line, and its words are printed',
    help: 'write <br> in a cell of a table, and \\ at the end of a line elsewhere',
  }),
  // \n outside of double quotes
  shape(/(?<=[\p{L}\p{N}.!?:;,)\uFFFC])(?:\\n)+(?=\p{Lu}|[-*•\d ]|$)|\\u[0-9a-fA-F]{4}/gmu, (match) =>
    match[0].startsWith('\\u')
      ? { help: `write the character itself: ${characterOf(match[0])}` }
      : {
          fate: `breaks no line, and ${printed}`,
          help: 'put the text below a | and press Enter instead',
          once: 'text',
        },
  ),
];

function characterOf(typed: string): string {
  const character = String.fromCharCode(Number.parseInt(typed.slice(2), 16));
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? character : 'a space';
}

/** Names that editors type; `&copy` and the like begin words as well. */
const entityNames =
  'nbsp ndash mdash hellip amp quot lsquo rsquo ldquo rdquo bull euro deg frac12 micro times plusmn auml ouml uuml Auml Ouml Uuml szlig eacute egrave agrave ccedil ntilde copy reg trade shy thinsp zwnj laquo raquo lt gt le ge rarr larr middot apos'.split(
    ' ',
  );
const unclosed =
  'nbsp|ndash|mdash|hellip|amp|quot|[lr][sd]quo|euro|[aouAOU]uml|szlig|eacute|egrave|#\\d{2,5}|#x[\\da-fA-F]{2,5}';

/** Signs of Chinese and Japanese keyboards in the place of those that Markdown knows. */
const wide = (): readonly Find[] => [
  shape(/＊＊(?=[^\s＊])([^＊\n]{0,200}[^\s＊])＊＊/gu, (match) => ({
    fate: wideSigns,
    help: `write **${match[1]}**`,
  })),
  shape(/^[ \t\u3000]*(?<mark>＃{1,6})(?=[ \t\u3000]+\S)/gmu, (match) => ({
    fate: `begins no heading, and ${printed}`,
    help: `write ${'#'.repeat((match.groups?.['mark'] ?? '').length)} and a space of the keyboard for Latin letters`,
  })),
  shape(/［([^［］\n]{1,200})］[（(]([^（）()\n]{1,300})[）)]/gu, (match) =>
    /^(?:https?:|www\.|mailto:|tel:|#)/.test(match[2] ?? '')
      ? { fate: `is no link, and ${printed}`, help: `write [${match[1]}](${match[2]})` }
      : null,
  ),
  shape(/(?<=\])（((?:https?:|www\.|mailto:|tel:|#)[^（）\s]{1,300})）/gu, (match) => ({
    fate: `is the address of no link, and ${printed}`,
    help: `write (${match[1]}), between the brackets of the keyboard for Latin letters`,
  })),
  shape(/｀([^｀\n]{1,200})｀/gu, (match) => ({ fate: wideSigns, help: `write \`${match[1]}\`` })),
];

const entities = (): readonly Find[] => [
  shape(/&amp;(#?\w{2,12};)/gu, (match) => {
    const character = decodeHTMLStrict(`&${match[1]}`);
    return character === `&${match[1]}`
      ? null
      : { fate: `is printed as \`&${match[1]}\``, help: helpFor(character, `&${match[1]}`) };
  }),
  shape(/&([A-Za-z][A-Za-z0-9]{2,11});/gu, (match) => {
    if (decodeHTMLStrict(match[0]) !== match[0]) return null;
    const meant = nearest(match[1] ?? '', entityNames);
    const character = meant ? decodeHTMLStrict(`&${meant};`) : '';
    return meant && (match[1] ?? '').length >= 4 ? { help: helpFor(character, `&${meant};`) } : null;
  }),
  shape(
    new RegExp(
      `&(?:(?:nbsp|[nm]dash|hellip)(?![;=])|(?:copy|reg|trade|deg|bull|[lr]aquo|[lg][te])(?=[ \\t])|(?:${unclosed})(?![;\\w=]))`,
      'gu',
    ),
    (match) => ({
      help: helpFor(decodeHTML(`${match[0]};`), `${match[0]};`),
    }),
  ),
];

function helpFor(character: string, name: string): string {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `write ${character}` : `write ${name}`;
}

/** Those of a text that holds one of `signs`, without which there is none of them. Their patterns are not made before. */
export function where(signs: RegExp, make: () => readonly Find[]): Find {
  let finds: readonly Find[] | null = null;
  return (text, isInList) => {
    if (!signs.test(text)) return [];
    finds ??= make();
    return finds.flatMap((find) => find(text, isInList));
  };
}

/** Of any stretch of text, whatever it is part of. */
export const marks: readonly Find[] = [
  where(/[[<]|\uFFFC_|":http/, links),
  where(/\[/, footnotes),
  where(/[[{=]|<%|%%|:[:a-z]|!!!|\?\?\?|\.\.|h\d\.|'''/, generators),
  where(/[=~+^`_*$\\]|<\/?br/i, signs),
  where(/[＊＃［｀（]/, wide),
  where(/&/, entities),
];
