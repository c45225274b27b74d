import { eastern } from './easternLetters.ts';

/**
 * Where a run of `*` or `_` may open and close emphasis, in the form in which
 * marked asks for it: CommonMark 6.2, with the amendments for Chinese,
 * Japanese and Korean (github.com/tats-u/markdown-cjk-friendly), and the same
 * for Thai and its neighbours. Their own punctuation counts as a letter, and a
 * letter of theirs on one side of a run as a space, so that `**注意：**请` is bold.
 */
const punctuation = String.raw`(?:(?!${eastern})[\p{P}\p{S}])`;
const letter = String.raw`(?:(?!${eastern})[^\s\p{P}\p{S}])`;
const any = `(?:${letter}|${eastern})`;

/** What marked calls them; a run is read with the one character that stands before it. */
export const starOpens = new RegExp(
  String.raw`^(?:\*+(?:((?!\*)${punctuation})|([^\s*]))?)|^_+(?:((?!_)${punctuation})|([^\s_]))?`,
  'u',
);

/** Groups as marked counts them: 1 and 2 close, 3 and 4 open, 5 and 6 may do both. */
export const starCloses = new RegExp(
  [
    // An orphan inside of strong emphasis is skipped; all else is taken up to the next run.
    String.raw`^[^_*]*?__[^_*]*?\*[^_*]*?(?=__)`,
    '[^*]+(?=[^*])',
    String.raw`(?!\*)${punctuation}(\*+)(?=\s|$)`,
    String.raw`(?:${letter}(?=\*+(?:\s|${punctuation}|$))|${eastern}(?=\*+(?:\s|$)))(\*+)(?!\*)`,
    String.raw`(?:\s|(?!\*)${punctuation}(?=\*+${letter}))(\*+)(?=${any})`,
    String.raw`\s(\*+)(?!\*)(?=${punctuation})`,
    String.raw`(?!\*)${punctuation}(\*+)(?!\*)(?=${punctuation})`,
    String.raw`(?:${letter}(?=\*+${any})|${eastern}(?=\*+(?!\*)(?:${any}|${punctuation}))|(?!\*)${punctuation}(?=\*+${eastern}))(\*+)(?!\*)`,
  ].join('|'),
  'gu',
);

/** Behind a run that punctuation follows, and before it: white space, punctuation, or a letter of those scripts. */
export const opensBeforePunctuation = new RegExp(String.raw`^((?![*_])(?:\s|${punctuation}|${eastern}))`, 'u');
export const opensBeforeLetter = new RegExp(String.raw`^((?![*_])(?:\s|${punctuation}))`, 'u');
export const startsWithPunctuation = new RegExp(`^${punctuation}`, 'u');
