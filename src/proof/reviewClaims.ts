import { unescapeCss } from '../html/loadedAddresses.ts';
import { isSpelled, plainForm } from '../markdown/plainForm.ts';
import { languagesWithWords, wordsFor } from '../words/wordsFor.ts';
import { easternLabel, isEasternClaim, isEasternClaimAround, titlesBehind } from './easternClaims.ts';
import { type ReviewWords, reviewWords } from './reviewWords.ts';
import { whenAsked } from './whenAsked.ts';

/** Finds in texts what tells a reader that somebody reviewed them (docs/sign-offs.md, "What a claim is"). */
export interface ClaimSearch {
  /** The sentence that claims it, in plain form; null where there is none. `text`: that of one block. */
  claimIn(text: string): string | null;
  /** The same for texts that may well speak of reviews, as the title of a work does: our own sentence, or one with a reviewer's name. */
  plainClaimIn(text: string): string | null;
  /** The same for what is told of the reviewers themselves: our own sentence alone. */
  ownSentenceIn(text: string): string | null;
  /** Whether a reviewer is named. */
  namesReviewer(text: string): boolean;
  /** Whether a text is but a label of whoever reviewed, as in a list of terms. */
  isLabel(text: string): boolean;
}

/** Whether there may be a claim in a text at all, in whatever markup: quick, and right where it says no. */
export function mayClaim(text: string): boolean {
  return stem.test(hasUsualSigns.test(text) && !isSpelled.test(text) ? text.toLowerCase() : plainForm(text));
}

/** Letters of western languages and the signs of print: nothing that is invisible, or drawn like another. */
const hasUsualSigns = /^[\t\n\r -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u2030-\u205e\u20ac\u2122\u2190-\u22ff]*$/;

/** A part of each word by which a claim is found. */
const stem =
  /re-?vi[es]|check|vetted|proof-?read|signed|sign-?off|referee|approv|appro|verif|v[ée]rif|valid|endors|certif|confirm|audit|cleared|authori[sz]|attest|assess|evaluat|accredit|okayed|vouch|stands behind|pr[üu]f|begutacht|gegengelesen|durchgeseh|lektor|freig|best[äa]tigt|kontroll|contr[ôo]l|zertifi|genehmig|abgenommen|abgesegnet|gebilligt|billigt|b[üu]rgt|steht hinter|gutachter|relu|relec|relit|revu|garanti|corregid|aproba|aprueb|aprob|comprob|supervis|avala|aval\b|contrast|visto bueno|aprov|revi[ur]|revist|conferi|avaliad|atestad|rivist|rivedut|rilett|conferm|convalid|garant|beoordel|beoordeel|nagekeken|nagelezen|herzien|proefgelezen|goedgekeur|goedkeur|keur[dt]|bevestig|getoetst|toets|akkoord|bekrachtig|staat (?:achter|in voor)|weryfik|recenz|sprawdz|zatwierdz|akcept|potwierdz|kontrol|autoryz|przejrz|konsult|r[eę]czy|راجع|دقق|تدقيق|اعتم|معتمد|وافق|صادق|اجاز|تحقق|اقر|اكد|审|審|监修|監修|校[对對阅閱閲]|核[实實对對准查]|复核|複核|批准|认[可证]|認[可證証定]|验证|驗證|確認|确认|检[查验]|檢[查驗]|背[书書]|把[关關]|査読|承認|検証|保証|点検|チェック|レヒュー|[✓✔☑✅]/;

/** `names`: of the reviewers whom a claim may name. */
export function claimSearch(names: readonly string[]): ClaimSearch {
  const name = namePattern(names.filter(isTelling));
  const isNamed = name === null ? null : pattern(name);
  const namesSomebody = name && new RegExp(pattern(name), 'g');
  const namedClaim = (sentence: string): boolean => {
    if (!namesSomebody) return false;
    for (const { index, 0: found } of sentence.matchAll(namesSomebody)) {
      const before = sentence.slice(Math.max(0, index - 140), index);
      const after = sentence.slice(index + found.length, index + found.length + 140);
      if (hookBefore.test(before) || hookAfter.test(after) || isEasternClaimAround(before, after)) return true;
      if (named.some(({ stem, claim }) => stem().test(sentence) && isNamedClaim(claim(), before, after))) return true;
    }
    return false;
  };
  const find = (text: string, isClaim: (sentence: string) => boolean): string | null => {
    const plain = plainForm(text);
    if (!stem.test(plain)) return null;
    const own = windowsOf(plain).find((window) => ownSentences().some((sentence) => sentence.test(window)));
    return own ?? sentencesOf(plain).flatMap(windowsOf).find(isClaim) ?? null;
  };
  return {
    claimIn: (text) =>
      find(
        text,
        (sentence) =>
          unnamed.some(({ anyWord, isClaim }) => anyWord().test(sentence) && isClaim()(sentence)) ||
          isEasternClaim(sentence) ||
          namedClaim(sentence),
      ),
    plainClaimIn: (text) => find(text, namedClaim),
    ownSentenceIn: (text) => find(text, () => false),
    isLabel: (text) => text.length < longestLabel && mayClaim(text) && labels().test(plainForm(text)),
    namesReviewer: (text) => isNamed?.test(plainForm(text)) ?? false,
  };
}

/** Words that a style sheet prints before or behind an element, which may be parts of one sentence. */
export function claimsInStyle(css: string, search: ClaimSearch): string[] {
  const strings = [...unescapeCss(css).matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  const texts = [...strings, strings.join(''), strings.join(' ')];
  return texts.filter((text) => mayClaim(text) && search.claimIn(text) !== null).slice(0, 1);
}

function isNamedClaim(one: NamedClaim, before: string, after: string): boolean {
  const behind = one.before.exec(before) ?? one.label.exec(before);
  if (behind && behind.groups?.['not'] === undefined) return true;
  if (one.after.test(after) || one.verdict.test(after)) return !one.notYet.test(after.slice(0, 60));
  const isSaid = one.has.test(after) || (one.by.test(before) && one.done.test(after));
  return isSaid && !one.notYet.test(after.slice(0, 60));
}

/** No sentence that a reader would finish is longer than this: a longer one is read in parts that overlap. */
const longest = 1200;
const overlap = 400;

function windowsOf(text: string): string[] {
  if (text.length <= longest) return [text];
  const count = Math.ceil((text.length - overlap) / (longest - overlap));
  return Array.from({ length: count }, (_, index) => text.slice(index * (longest - overlap)).slice(0, longest));
}

/** Titles end in a full stop, and so do numbers of days: neither ends a sentence. East Asia puts no space behind one. */
function sentencesOf(plain: string): string[] {
  return plain
    .replaceAll(
      /(?<![^\s(])(dr|prof|med|mr|mrs|ms|phil|dipl|sra?|dra|mme|mlle|pr|st|dott|drs|lek|hab|mgr|[a-z])\./g,
      '$1',
    )
    .split(/(?<!\d)[.!?؟。…]+(?:\s+|$)|。|[!?](?=[\u3041-\u9fff])|\s[|•·]\s/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** What is a name wherever it stands, and no word or number like others. */
function isTelling(name: string): boolean {
  return /\p{L}{2,}\P{L}+\p{L}|\p{L}{5}|\p{Lu}{3}|[\u3041-\u30fa\u3400-\u9fff]{2}/u.test(name);
}

/** Full, with initials, the other way around, or by the family's name behind a title. */
function namePattern(names: readonly string[]): string | null {
  const patterns = names.flatMap((name) => {
    const words = plainForm(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !/^(?:dr|prof|med|mr|mrs|ms|md|phd|rd|rn)$/.test(word));
    const [first = '', ...others] = words;
    const last = others.at(-1);
    if (!/[^\d]/.test(words.join(''))) return [];
    // Of a Chinese name the first letter is the family's.
    if (last === undefined)
      return /^[\u3400-\u9fff]{2,4}$/.test(first) ? [first, `${first[0]}${titlesBehind}`] : [first];
    if (/^[\u3041-\u9fff]+$/.test(words.join('')))
      return [words.join('[^\\p{L}\\p{N}]{0,3}'), `${first}${titlesBehind}`, `${last}${titlesBehind}`];
    const gap = '[^\\p{L}\\p{N}]{0,3}';
    const title = '(?:dr|prof|professor|doctor|mr|mrs|ms|herr|frau|mme|docteur|doctora?|sra?)';
    return [
      words.join(gap),
      `${first}${gap}(?:\\p{L}{1,12}${gap}){0,2}${last}`,
      `${first[0]}[. ]{1,2}(?:\\p{L}[. ]{1,2})?${last}`,
      `${last},? ${first}`,
      `${title}[. ]{1,2}(?:med[. ]{1,2})?${last}`,
    ];
  });
  return patterns.length === 0 ? null : `(?<![${spacedLetters}])(?:${patterns.join('|')})(?![${spacedLetters}])`;
}

const ahead = '(?<![\\p{L}\\p{N}])(?<!peer[- ])';
const behind = '(?![\\p{L}\\p{N}])';
const space = '[^\\p{L}]{1,4}';
const titles =
  '(?:(?:dr|prof|professor|doctor|docteur|doctora?|dra|mr|mrs|ms|herrn?|frau|mme|sra?|dott|dottssa|dottor|dottoressa|doutora?|lek|pani?|dhr|mevr|our|the|unsere[rnm]?|the reviewer) ){0,3}';

function word(alternatives: string): string {
  return `${ahead}(?:${alternatives})${behind}`;
}

/** Of scripts that put spaces between words: in others a name begins and ends between letters. */
const spacedLetters = 'a-z\\u00aa-\\u060b\\u060d-\\u061a\\u0620-\\u1fff\\u2c00-\\u2dff';

/** Letters of plain forms. The classes of Unicode are slow to compile, and these have no more signs than are told apart here. */
const letters = `${spacedLetters}\\u3005-\\u3007\\u3041-\\u30fa\\u30fc-\\ud7ff`;

function pattern(source: string): RegExp {
  const ranges = source.replaceAll(/\[[^\]]*\]/g, (sign) =>
    sign.replaceAll('\\p{L}', letters).replaceAll('\\p{N}', '0-9'),
  );
  return new RegExp(ranges.replaceAll('\\p{L}', `[${letters}]`));
}

/** What a text of one's own calls itself. */
function ownTexts({ these, texts, everything }: ReviewWords): string {
  return `(?:${these})(?: \\p{L}+)? ?[’']?(?:${texts})${everything && `|${everything}`}`;
}

const longestLabel = 60;
const labels = whenAsked(() =>
  pattern(
    `^[^\\p{L}]*(?:${reviewWords
      .map(
        ({ reviewed, approved, review, expertly, by }) =>
          `(?:(?:${expertly}) )?(?:${reviewed}|${approved}|${review})(?: (?:${by}))?`,
      )
      .join('|')}|${easternLabel})[^\\p{L}]*$`,
  ),
);

const hookBefore = pattern('[✓✔☑✅][^\\p{L}]{0,3}$');
const hookAfter = pattern('^[^\\p{L}]{0,3}[✓✔☑✅]');

/** Around the name of a reviewer, in each language. */
const named = reviewWords.map((words) => ({
  stem: whenAsked(() =>
    pattern(`${words.reviewed}|${words.approved}|${words.reviewer}|${words.review}|${words.reviews}`),
  ),
  claim: whenAsked(() => namedClaim(words)),
}));

type NamedClaim = ReturnType<typeof namedClaim>;

function namedClaim(words: ReviewWords) {
  const { reviewed, approved, by, of, reviewer, review, reviews, expertly } = words;
  const done = word(`${reviewed}|${approved}`);
  const not = `(?<not>(?<!\\p{L})(?:${words.notYet})(?:[ ’']\\p{L}+){0,3}? )?`;
  const label = word(`${reviewed}|${approved}|${reviewer}|(?:(?:${expertly}) )?(?:${review})`);
  const thisText = word(`${ownTexts(words)}|it|them|this|dos(?:e|es|age|is|en)|es|sie|diese \\p{L}+|la|le|las|los|lo`);
  return {
    // `reviewed on Monday by Dr` and `approval of our`
    before: pattern(
      `${not}(?:${done}[^;]{0,60}${space}${word(by)}[^;]{0,40}${space}|${done}${space}${word(by)}${space}|${word(review)}${space}(?:\\p{L}+ ){0,2}${word(of)}${space})${titles}$`,
    ),
    // `Reviewed: `, `Approval – Dr `
    label: pattern(`${not}${label}[^\\p{L}\\p{N}]{1,6}${titles}$`),
    // ` (Dietitian) has approved this answer`
    after: pattern(
      `^(?:[^.;:]{0,50}[^\\p{L}])?(?:${word(reviews)})(?:[^\\p{L}]*$|[^\\p{L}]{1,3}\\d|(?: on| am| le| el) |[^.;]{0,40}${thisText})`,
    ),
    // ` – reviewed 2026`
    verdict: pattern(`^(?:[ ,]*\\([^)]{0,60}\\))?[^\\p{L}]{1,6}${done}(?:[^\\p{L}]*$|[^\\p{L}]{1,3}\\d)`),
    // `von … am 3. Mai geprüft`
    by: pattern(`${word(by)}${space}${titles}$`),
    done: pattern(`^[^;]{0,70}${space}${done}[^\\p{L}]*(?:$|[,:–—])`),
    // `X hat diese Antwort geprüft`
    has: pattern(`^(?:[^.;:]{0,50}[^\\p{L}])?(?:hat|haben|heeft|hebben) [^;]{0,60}${done}`),
    notYet: pattern(word(words.notYet)),
  };
}

/** What claims a review without a name that is known, in each language. */
const unnamed = reviewWords.map((words) => ({
  anyWord: whenAsked(() =>
    pattern(
      `${words.reviewed}|${words.approved}|${words.reviewer}|${words.lastReviewed}|[✓✔☑✅]|${words.expertly}|${words.reviews}`,
    ),
  ),
  isClaim: whenAsked(() => unnamedClaim(words)),
}));

function unnamedClaim(words: ReviewWords): (sentence: string) => boolean {
  const { reviewed, approved, by, byThe, reviewer, expertly, was, article, expert, experts, notYet, lastReviewed } =
    words;
  const thisText = ownTexts(words);
  const lead = '^(?:[^\\p{L}\\p{N}]{0,4})';
  // `medically reviewed`, `revisado clinicamente`
  const expertlyDone = `(?:(?:${expertly})(?: (?:and|und|et|y|e|i|en) \\p{L}+)?[- ](?:${reviewed}|${approved})|(?:${reviewed}|${approved}) (?:${expertly})(?<=mente?|znie|owo|يا))`;
  const more = `(?:(?:,| and| und| et| y| e| i| en|,? then| &) (?:\\p{L}+ly )?(?:${reviewed}|${approved}))?`;
  const byWhom = `[ :–-]{0,3}(?:${by})${behind}[ :]{0,3}`;
  const elliptic = pattern(`${lead}(?:${reviewed}|${expertlyDone})${more}${byWhom}(?<whom>.*)$`);
  const approvedBy = pattern(
    `${lead}(?:${approved})${more}${byWhom}(?:(?:dr|prof|professor|doctor|docteur|doctora?|dra|dott|dottssa|dottor|dottoressa|doutora?|lek) |[^,;]{2,40}, ?(?:md|phd|rd|rn|pharmd|do)${behind})`,
  );
  const somebody = pattern(`^(?:(?:${article || '-'}) |peers|pairs|pares)`);
  const isByThe = pattern(`${lead}(?:${reviewed}|${expertlyDone})${more}[ :–-]{0,3}(?:${byThe ?? '-'})${behind}`);
  const isExpert = pattern(`^.{0,40}${word(`${expert}|${experts}`)}`);
  const isClause =
    /^[^,]{0,60}, (?:the|this|these|they|it|he|she|all|each|we|you|your|our|der|die|das|le|la|les|el|los|las|o|os|as|il|lo|gli|de|het|dit) /u;
  const self = pattern(
    `${word(thisText)}(?: (?:on|in|of|auf|in|sur|dans|de|en|em|su|op|na|w) \\p{L}+ \\p{L}+| here| above| below| hier)?(?:,? | (?:${was || '-'}) (?:\\p{L}+ ){0,4}?)(?:(?:${reviewed}|${approved})${behind}[^;]{0,40}${word(by)}|(?:${by}) [^;]{1,60} (?:${reviewed}|${approved})${behind})`,
  );
  // `every answer here was medically reviewed`: who else could have done it?
  const expertlySelf = pattern(
    `${word(thisText)}(?: here| above| below| hier| ici| aqui| qui| tutaj)? (?:${was || '-'}) (?:\\p{L}+ ){0,2}?${expertlyDone}${behind}`,
  );
  const verbFirst = pattern(`${word(`${reviewed}|${approved}`)} (?:\\p{L}+ )?${word(thisText)}[^;]{0,40}${word(by)}`);
  // `our doctors have checked this page`, `ein Arzt hat diese Seite geprüft`
  const done = word(`${reviewed}|${approved}`);
  const ours = `(?:${words.our || '-'}) (?:\\p{L}+ ){0,2}?(?:${expert}|${experts})`;
  const people = `(?:(?:${article || '-'}) )?(?:(?:${expertly}) )?(?:${experts})`;
  const anybody = `(?:\\p{L}+ ){0,2}?(?:${expert}|${experts})`;
  const noun = word(`(?:${words.these}) ?(?:\\p{L}+ )?[’']?(?:${words.texts})`);
  const byThem = pattern(
    `(?:${ahead}${ours}|${lead}(?:${people}|(?:${article || '-'}) (?:${expert})))${behind}[^;]{0,30}?(?:${word(words.reviews)}[^;,]{0,20}?${noun}|${noun}[^;,]{0,20}?${done})`,
  );
  const isNot = pattern(word(notYet));
  const untilEnd = `(?: (?:${expert}|${experts}))?(?:[^\\p{L}]*$|[^\\p{L}]{1,3}(?:\\p{L}+ ){0,3}\\d)`;
  const others = [
    // `checked by our doctors`, and nothing more: who else could be meant?
    `${lead}(?:${approved})${more}${byWhom}(?:${ours}|${people})${behind}${untilEnd}`,
    // `von einem Arzt geprüft`
    `${lead}(?:(?:${words.texts}) )?(?:${by}) ${anybody} (?:\\p{L}+ )?(?:${reviewed}|${expertlyDone})${more}[^\\p{L}]*$`,
    `${lead}(?:(?:${words.texts}) )?(?:${by}) (?:${ours}|${people}) (?:${approved})${more}[^\\p{L}]*$`,
    // `content reviewed by doctors`
    `${lead}(?:${words.texts}) (?:(?:${was || '-'}) )?(?:${expertlyDone}[^\\p{L}]*$|(?:${reviewed}|${approved})${byWhom}${anybody}${behind}${untilEnd})`,
    ...(was === ''
      ? [`${lead}(?:(?:${reviewed}) (?:${expert}|${experts})|(?:${approved}) (?:${experts}))[^\\p{L}]*$`]
      : []),
    `${lead}(?:${reviewed}|${expertlyDone})${byWhom}$`,
    `${lead}(?:${expertlyDone})[^\\p{L}]{0,30}$`,
    `[✓✔☑✅][^\\p{L}]{0,3}(?:${reviewed}|${approved}|${expertlyDone})${behind}`,
    `${lead}(?:(?:${expertly}) )?(?:${reviewer}) ?[:：–—] ?\\p{L}.{2,80}$`,
    `${lead}(?:${expertly}) (?:review|prufung|revision|relecture)(?:er)? ?[:：–—] ?\\p{L}.{2,80}$`,
    `${lead}(?:${lastReviewed})[^\\p{L}]{0,4}(?:on |in |am |im |le |el |en |em |il |op |dnia |في )?(?:\\p{L}{3,10}[. ]{1,2})?\\d`,
  ].map(pattern);
  return (sentence) => {
    const whom = elliptic.exec(sentence)?.groups?.['whom'];
    const isSomebody = whom !== undefined && (somebody.test(whom) || isByThe.test(sentence));
    if (whom !== undefined && whom !== '' && !isClause.test(whom) && (!isSomebody || isExpert.test(whom))) return true;
    if (approvedBy.test(sentence) || others.some((claim) => claim.test(sentence))) return true;
    const said =
      self.exec(sentence)?.[0] ??
      expertlySelf.exec(sentence)?.[0] ??
      throughEnd(byThem.exec(sentence)) ??
      (was === '' ? verbFirst.exec(sentence)?.[0] : undefined);
    return said !== undefined && !isNot.test(said);
  };
}

/** What was found, and all that stands before it. */
function throughEnd(found: RegExpExecArray | null): string | undefined {
  return found?.input.slice(0, found.index + found[0].length);
}

/** The sentence that the program itself prints under a signed answer, in each language, whatever stands between its words. */
const ownSentences = whenAsked(() =>
  languagesWithWords.map((language) => {
    const { reviewedBy = '' } = wordsFor(language) ?? {};
    const parts = reviewedBy.split(/\{\w+\}/).map((part) =>
      plainForm(part)
        .split(/[^\p{L}]+/u)
        .filter((one) => one !== '')
        .join('[^\\p{L}]{1,4}'),
    );
    const [first = '', second = '', third = ''] = parts;
    return pattern(`${ahead}${first}[^\\p{L}].{1,250}?[^\\p{L}]${second}[^\\p{L}].{1,60}?[^\\p{L}]${third}${behind}`);
  }),
);
