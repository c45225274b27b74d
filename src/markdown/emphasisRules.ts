import { eastern } from './easternLetters.ts';

/** Where a run of `*` or `_` may open and close emphasis, in the form in which marked asks for it. */
export interface EmphasisRules {
  /** What marked calls emStrongLDelim and emStrongRDelimAst; a run is read with the one character that stands before it. */
  readonly opens: RegExp;
  readonly closes: RegExp;
  /** Behind a run that punctuation follows, and before it: white space, punctuation, or a letter of the scripts below. */
  readonly opensBeforePunctuation: RegExp;
  readonly opensBeforeLetter: RegExp;
  readonly startsWithPunctuation: RegExp;
}

/** Letters of western languages, and the signs of print: all of `westernSigns` is punctuation, and nothing else of it. */
const western = /^[\0-\u024f\u2010-\u2027\u2030-\u205e\u20ac]*$/;
const westernSigns = String.raw`[!-/:-@[-\x60{-~\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u205e\u20ac]`;
const none = String.raw`[^\s\S]`;

/** Signs behind which a run closes nothing, as in `("*.doc", "*.txt")` and `*.c in src/*.c`: brackets and quotation marks that open, and a path. */
const opening = String.raw`(?:[([{]|(?<=[\s([{,;]|^)["'“‘„«‹»›!]|\/(?=\*+(?:\.\w|[/{])))`;

let plain: EmphasisRules | null = null;
let full: EmphasisRules | null = null;

/**
 * CommonMark 6.2, with the amendments for Chinese,
 * Japanese and Korean (github.com/tats-u/markdown-cjk-friendly), and the same
 * for Thai and its neighbours. Their own punctuation counts as a letter, and a
 * letter of theirs on one side of a run as a space, so that `**注意：**请` is bold.
 * The classes of Unicode that this takes cost V8 5 ms; a western text means the same without them.
 */
export function emphasisRulesFor(text: string): EmphasisRules {
  if (western.test(text)) {
    plain ??= rulesWith(westernSigns, westernSigns.replace('[', String.raw`[^\s`), none);
    return plain;
  }
  full ??= rulesWith(
    String.raw`(?:(?!${eastern})[\p{P}\p{S}])`,
    String.raw`(?:(?!${eastern})[^\s\p{P}\p{S}])`,
    eastern,
  );
  return full;
}

function rulesWith(punctuation: string, letter: string, between: string): EmphasisRules {
  const any = `(?:${letter}|${between})`;
  return {
    opens: new RegExp(
      String.raw`^(?:\*+(?:((?!\*)${punctuation})|([^\s*]))?)|^_+(?:((?!_)${punctuation})|([^\s_]))?`,
      'u',
    ),
    // Groups as marked counts them: 1 and 2 close, 3 and 4 open, 5 and 6 may do both.
    closes: new RegExp(
      [
        // An orphan inside of strong emphasis is skipped; all else is taken up to the next run.
        String.raw`^[^_*]*?__[^_*]*?\*[^_*]*?(?=__)`,
        '[^*]+(?=[^*])',
        String.raw`(?!\*)${punctuation}(\*+)(?=\s|$)`,
        String.raw`(?:${letter}(?=\*+(?:\s|${punctuation}|$))|${between}(?=\*+(?:\s|$)))(\*+)(?!\*)`,
        String.raw`(?:\s|(?!\*)${punctuation}(?=\*+${letter}))(\*+)(?=${any})`,
        String.raw`(?:\s|${opening})(\*+)(?!\*)(?=${punctuation})`,
        String.raw`(?!\*|${opening})${punctuation}(\*+)(?!\*)(?=${punctuation})`,
        String.raw`(?:${letter}(?=\*+${any})|${between}(?=\*+(?!\*)(?:${any}|${punctuation}))|(?!\*)${punctuation}(?=\*+${between}))(\*+)(?!\*)`,
      ].join('|'),
      'gu',
    ),
    opensBeforePunctuation: new RegExp(String.raw`^((?![*_])(?:\s|${punctuation}|${between}))`, 'u'),
    opensBeforeLetter: new RegExp(String.raw`^((?![*_])(?:\s|${punctuation}))`, 'u'),
    startsWithPunctuation: new RegExp(`^${punctuation}`, 'u'),
  };
}
