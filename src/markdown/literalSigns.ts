import { eastern, westernWordCharacter } from './easternLetters.ts';

/** A stretch of a text, by its offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where `*`, `_` and `\` are no marks, whatever stands around them: in paths, in names of programs, and in citations. By their starts. */
export function literalStretches(text: string): Stretch[] {
  return [
    ...(text.includes('\\') ? stretchesOf(text.matchAll(path)) : []),
    ...(text.includes('_') ? names(text) : []),
    ...(text.includes('_') && text.includes('@') ? stretchesOf(text.matchAll(cited)) : []),
  ].sort((one, other) => one.start - other.start);
}

function stretchesOf(matches: Iterable<RegExpExecArray>): Stretch[] {
  return [...matches].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/**
 * A path of Windows: from `C:\`, `\\server\`, `..\` or `%APPDATA%\` on. Whoever
 * doubles its backslashes knows what they do. A name in it may hold spaces
 * where a backslash follows.
 */
const pathWord = String.raw`[^\s\\*<>|"?\x60:/]{1,100}`;
const path = new RegExp(
  String.raw`(?<![\p{L}\p{N}\\])(?:[A-Za-z]:\\(?!\\)|\\\\(?=[\p{L}\p{N}][^\s\\]{0,100}\\[^\s\\])|(?:\.{1,2}|~|%\w{1,40}%|\$\w{1,40}|HK(?:LM|CU|CR|U|CC|EY_[A-Z_]{1,40}))\\(?=[\p{L}\p{N}._]))` +
    String.raw`(?:${pathWord}(?: ${pathWord}){0,4}\\(?!\\)){0,30}(?:\*(?!\*)[\w.-]{0,40}(?:\*(?:\.\w{1,8})?)?(?![*\w])|${pathWord})?`,
  'gu',
);

/** The key of a source may hold underscores. */
const cited = /\[[^[\]@]{0,60}@[^\]]{0,500}\]/g;

/**
 * Names of programs between underscores, as `__init__.py`. CommonMark makes
 * them bold without their underscores; `__a phrase__` and `__word__` remain bold.
 * A name is one that other signs of a program touch, that has an underscore or
 * a digit in it, that everybody who writes programs knows, or that stands in
 * one paragraph with such a name.
 */
function names(text: string): Stretch[] {
  const candidates = [...text.matchAll(/(?<![\p{L}\p{N}_])(_{1,2})([A-Za-z]\w{0,60}?)\1(?![\p{L}\p{N}_])/gu)].map(
    ({ 0: typed, 1: mark, 2: name = '', index }) => {
      const end = index + typed.length;
      const isTouched =
        /(?:[\w)]\.|[/\\]|->|::)$/.test(text.slice(Math.max(0, index - 2), index)) ||
        /^(?:\.[a-z]\w|\(\)|[=/\\]\w|::|->)/.test(text.slice(end, end + 3));
      const isDouble = mark === '__';
      return {
        start: index,
        end,
        isDouble,
        isName: isTouched || (isDouble && (/[\d_]/.test(name) || known.has(name))),
      };
    },
  );
  const isAboutCode = candidates.some(({ isName }) => isName);
  return candidates.filter(({ isName, isDouble }) => isName || (isAboutCode && isDouble));
}

/** Those of Python, C, PHP and JavaScript that hardly anybody types as a bold word. */
const known = new Set(
  `abs attribute bases builtins bytes class cplusplus declspec deepcopy defaults del delattr delitem dict dir dirname
  doc eq file filename float floordiv func ge getattr getattribute getitem getstate globals gt iadd init
  iter kwdefaults le len loader lt main matmul mocks mod mro mul name ne neg pow proto pycache qualname
  radd reduce repr reversed rmul rsub setattr setitem setstate sizeof slots snapshots spec str subclasses toString
  truediv typename typeof volatile weakref xor CLASS DIR FILE FUNCTION METHOD NAMESPACE`.split(/\s+/),
);

/** Behind these a star multiplies, and does not mark a part of a word. */
const unit = '(?:mcg|[mkµμn]?g|[md]?[lL]|h|hr|min|sec|s|d|day|IU|[mµμn]?mol|mEq|c?m)';

/** `2`, `2,5`, `B12`: two stars on both sides of it are no powers. */
const partOfWord = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}.,–-]{0,60}[\p{L}\p{N}])?`;

/**
 * Stars (and underscores) that are signs of the prose: between two letters or
 * digits, as in `2*3`, `mg*kg` and `HLA-B*57`, unless they mark a part of a
 * single word (`*mono*therapy`, `**2**mal`, `*2*mal`); between the factors of a formula, as in
 * `(140 - age)*(weight)`; alone between brackets; before `p<0.05`; underscores with
 * nothing but a sign between them, as in `__/__/____`: blanks to fill in; between
 * the eyes of `^_^`; and stars of a regular expression, as in `.*`, `^.*$` and `[a-z]*[0-9]*`.
 */
function literalStars(): RegExp {
  compiledStars ??= new RegExp(
    [
      String.raw`(?<word>(?<![\p{L}\p{N}*])(?<a>\*{1,3})\p{L}+\k<a>\p{L}+(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}*])(?!${unit}\*)\p{L}+(?<b>\*{1,3})\p{L}+\k<b>(?![\p{L}\p{N}*]))`,
      String.raw`(?<part>(?<![\p{L}\p{N}*])(?:(?!${unit}\*)\p{L}+)?(?<c>\*{2,3})${partOfWord}\k<c>(?:(?:\p{L}|(?<=\p{L}\*{2,3})\p{N})[\p{L}\p{N}]*)?(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}*)\]])(?<![\p{N})\]][ \t])\*\p{N}+\*(?!${unit}(?!\p{L}))\p{L}{2,}(?![\p{L}\p{N}*]))`,
      String.raw`(?<![\p{L}\p{N}])_+(?:[/.,:;€$£%–—-]{1,3}_+)+(?![\p{L}\p{N}])`,
      String.raw`(?<=${westernWordCharacter})\*+(?=${westernWordCharacter})`,
      String.raw`(?<=[)\]%\p{N}])\*(?=${westernWordCharacter}|\()`,
      String.raw`(?<=\p{N}[ \t])\*(?=\p{N})`,
      String.raw`(?<=[([])(?:\*+|_+)(?=[)\]])`,
      String.raw`(?<![\p{L}\p{N}*])\*+(?=[pP][ \t]*[<=>≤≥])`,
      String.raw`(?<=(?<![^\s"'(/^|[])\.)\*(?!\*)|(?<=[.)\]])\*(?=[$?|])|(?<=\])\*(?=\[)`,
      String.raw`(?<=(?<eye>[-^]))_+(?=\k<eye>)|(?<=[(^])\*(?=[)^])`,
    ].join('|'),
    'gu',
  );
  return compiledStars;
}

let compiledStars: RegExp | null = null;

/** What says no to most texts, without the classes of Unicode, which are slow to compile: every match of `literalStars` that is taken out holds one. */
const mayBeSigns =
  /[^\s!-/:-@[-`{-~]\*+[^\s!-/:-@[-`{-~]|[)\]%]\*|\*\(|[\d\u0080-\uffff][ \t]\*[\d\u0080-\uffff]|[([][*_]+[)\]]|\*[pP][ \t]*[<=>≤≥]|_[/.,:;€$£%–—-]|[.\])^]\*|\*\^|[-^]_/;

/** Takes out of a text, of which the length stays, the stars and underscores that mark nothing. `masked`: without escapes, code and links. */
export function maskLiteralSigns(masked: string, typed: string, literal: readonly Stretch[]): string {
  if (!typed.includes('*') && !typed.includes('_')) return masked;
  let text = '';
  for (const { start, end } of literal) {
    if (start < text.length) continue;
    text += masked.slice(text.length, start) + masked.slice(start, end).replaceAll(/[*_]/g, 'a');
    // What stands behind the last backslash of a path is not escaped.
    if (typed[end - 1] === '\\' && end < typed.length) text += typed[end];
  }
  text += masked.slice(text.length);
  if (text.includes('_')) text = text.replaceAll(easternClosing(), '$1.');
  if (!mayBeSigns.test(text)) return text;
  return text.replaceAll(literalStars(), (run, ...found) => {
    const { word, part } = found.at(-1) as Record<string, string | undefined>;
    return word === undefined && part === undefined ? '+'.repeat(run.length) : run;
  });
}

/**
 * `__注意：__请`: an underscore between punctuation and a letter closes nothing
 * in CommonMark. It does where emphasis cannot but end; in `__年__月__日` it is a blank to fill in.
 */
function easternClosing(): RegExp {
  compiledClosing ??= new RegExp(
    String.raw`((?<=^|[\s（「『“。，、；！？])(__?)(?![\s_])[^_\n]{1,200}(?=${eastern})[\p{Po}\p{Pe}\p{Pf}]\2)(?=${eastern})[\p{L}\p{N}](?<![\ud800-\udfff])`,
    'gu',
  );
  return compiledClosing;
}

let compiledClosing: RegExp | null = null;
