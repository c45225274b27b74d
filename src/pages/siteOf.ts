import { approvalsOf } from '../review/approvals.ts';
import type { Edition } from '../review/selectEdition.ts';
import type { SiteView } from '../theme/view.ts';
import { dateView, directionOf, localeOf, nameOfLanguage, numberPrinter } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import type { Presentation, Site } from './pagePrinter.ts';
import { contentSecurityPolicy } from './securityPolicy.ts';
import { answerText } from './structuredData.ts';

/** What the pages of the whole FAQ share. */
export function siteOf(presentation: Presentation): Site {
  const { edition, words } = presentation;
  const { sections } = edition;
  const questions = sections.flatMap((section) => section.questions);
  return siteAround(presentation, {
    stamp: stampView(edition, words, numberPrinter(edition.faq.language)),
    questionsById: new Map(questions.map((question) => [question.id, question])),
    sectionIds: new Set(sections.flatMap(({ id }) => (id === null ? [] : [id]))),
    pageIds: new Set([...edition.pages, ...edition.withdrawn].map(({ id }) => id)),
  });
}

/** What is made once and serves many pages. */
export function siteAround(
  presentation: Presentation,
  known: Pick<Site, 'stamp' | 'questionsById' | 'sectionIds' | 'pageIds'>,
): Site {
  const { language, reviewers } = presentation.edition.faq;
  const answerTexts = new Map<string, string>();
  return {
    ...presentation,
    ...known,
    dir: directionOf(language),
    locale: localeOf(language),
    // An answer reads the same on every page, whatever its links lead to there.
    answerText: (view) => {
      const text = answerTexts.get(view.id) ?? answerText(view);
      answerTexts.set(view.id, text);
      return text;
    },
    number: numberPrinter(language),
    languageNames: new Map(
      presentation.translations.others.map(({ language: tag }) => [tag, nameOfLanguage(tag)] as const),
    ),
    frames: new Map(),
    initials: new Map(reviewers.map(({ id, name }) => [id, initialsOf(name, language)])),
    contentPolicy: contentSecurityPolicy(sourcesOf(presentation)),
    date: (iso) => presentation.memory.recall('date', `${language} ${iso}`, () => dateView(iso, language)),
  };
}

/** What the policy of every page lets in. */
export function sourcesOf({ edition, hasFonts }: Pick<Site, 'edition' | 'hasFonts'>) {
  return { origins: edition.faq.policy.origins, hasFonts };
}

function stampView(
  { faq, sections, reviews }: Edition,
  words: Words,
  format: (value: number) => string,
): SiteView['stamp'] {
  const questions = sections.flatMap((section) => section.questions);
  const latest = questions.map(({ updated }) => updated ?? '').reduce((a, b) => (a > b ? a : b), '');
  const signed = [...reviews.values()].flatMap((review) => (review.state === 'signed' ? [review] : []));
  const approvers = new Set(signed.flatMap(approvalsOf).map(({ signOff }) => signOff.reviewer));
  const isTold = faq.policy.review !== 'off';
  const names = isTold ? faq.reviewers.filter(({ id }) => approvers.has(id)).map(({ name }) => name) : [];
  return {
    updated: latest === '' ? null : dateView(latest, faq.language),
    // Nobody's name stands over a page of which they signed no word; the credits further down say who did what.
    reviewers:
      names.length === 0
        ? null
        : {
            label: names.length === 1 ? words.reviewer : words.reviewers,
            text: new Intl.ListFormat(faq.language).format(names),
          },
    signedOff: isTold
      ? words.signedOffCount.replace('{n}', format(signed.length)).replace('{total}', format(questions.length))
      : null,
  };
}

function initialsOf(name: string, language: string): string {
  const words = name.split(/\s+/).filter((word) => !word.endsWith('.') && /^\p{L}/u.test(word));
  // In Chinese and Japanese the name of the family stands first, and its letter for both.
  const isEastern = /^[\u3041-\u30ff\u3400-\u9fff]/.test(words[0] ?? '');
  const first = [words[0], words.length > 1 && !isEastern ? words.at(-1) : undefined].filter(
    (word) => word !== undefined,
  );
  return first
    .map((word) => [...new Intl.Segmenter(language).segment(word)][0]?.segment ?? '')
    .join('')
    .toLocaleUpperCase(language);
}
