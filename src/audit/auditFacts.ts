import { type Faq, type Question, questionsOf, type Source, siteLinksOf } from '../faq/faq.ts';
import { citationsIn } from '../inspect/inspectTexts.ts';
import { readingGrade } from '../inspect/readingGrade.ts';
import { readMarkdown } from '../markdown/markdown.ts';
import { childrenOf } from '../markdown/markdownTokens.ts';
import { plainLines } from '../markdown/printMarkdown.ts';
import type { Tokens } from '../markdown/proseLexer.ts';
import type { Token } from '../markdown/token.ts';
import type { Review } from '../review/readReviews.ts';
import { addDuration, type IsoDate } from '../schema/dates.ts';
import type { Origin } from '../schema/origins.ts';

/** What can be seen of a FAQ by somebody who judges how it is made, not whether it is right. */
export interface AuditFacts {
  readonly faq: Faq;
  readonly asOf: IsoDate;
  readonly answers: readonly AnswerFacts[];
  /** Those that are cited, with what a reader would miss to find them. */
  readonly sources: readonly {
    readonly id: string;
    readonly checked: IsoDate | null;
    readonly lacks: readonly string[];
  }[];
  /** Where the FAQ says how accessible it is: an address or a text with that word; null where it says nothing. */
  readonly accessibility: string | null;
  /** Whether the pages are more than those of the built-in theme, of which tests know. */
  readonly hasOwnTheme: boolean;
  /** In answers; `without`: files that have no text, each with the id of its answer. */
  readonly pictures: { readonly total: number; readonly without: readonly string[] };
  /** Links in answers whose words say nothing of their target, each with the id of its answer. */
  readonly vagueLinks: readonly string[];
}

export interface AnswerFacts {
  readonly id: string;
  readonly citations: number;
  readonly updated: IsoDate | null;
  readonly review: Review;
  readonly origin: Origin | null;
  /** Flesch-Kincaid; null in other languages than English. */
  readonly grade: number | null;
}

/** Drafts apart, everything counts that faq.yaml holds. */
export function auditFacts(faq: Faq, reviews: ReadonlyMap<string, Review>, asOf: IsoDate): AuditFacts {
  const isEnglish = new Intl.Locale(faq.language).language === 'en';
  const cited = new Set<string>();
  const pictures: { name: string; text: string }[] = [];
  const vagueLinks: string[] = [];
  const answers = questionsOf(faq)
    .filter(({ draft }) => !draft)
    .map(({ id, answer, updated, origin }: Question): AnswerFacts => {
      const markdown = readMarkdown(answer);
      for (const token of markdown?.tokens.flatMap(wholeOf) ?? []) {
        if (isImage(token)) pictures.push({ name: `${token.href} (${id})`, text: token.text });
        if (isLink(token) && vague.test(token.text)) vagueLinks.push(`“${token.text}” (${id})`);
      }
      const citations = markdown ? citationsIn(markdown) : [];
      for (const source of citations) cited.add(source);
      return {
        id,
        citations: citations.length,
        origin,
        updated,
        review: reviews.get(id) ?? { state: 'unsigned' },
        grade: markdown && isEnglish ? readingGrade(plainLines(markdown)) : null,
      };
    });
  const sources = [...faq.sources.values()]
    .filter(({ id }) => cited.has(id))
    .map((source) => ({ id: source.id, checked: source.checked, lacks: lackingIn(source) }));
  const { styles, templates, fonts } = faq.theme;
  return {
    faq,
    asOf,
    answers,
    sources,
    accessibility: accessibilityIn(faq),
    hasOwnTheme: styles.length + fonts.length > 0 || templates !== null,
    pictures: {
      total: pictures.length,
      without: pictures.filter(({ text }) => text.trim() === '').map(({ name }) => name),
    },
    vagueLinks,
  };
}

function isImage(token: Token): token is Tokens.Image {
  return token.type === 'image';
}

function isLink(token: Token): token is Tokens.Link {
  return token.type === 'link';
}

function wholeOf(token: Token): Token[] {
  return [token, ...childrenOf(token).flatMap(wholeOf)];
}

/** As F63 and G91 of the techniques for WCAG have it, in the languages of the program. */
const vague =
  /^\s*(?:(?:click |read |see )?(?:here|more|this|this (?:page|link))|link|details|hier|(?:mehr|weiterlesen)|ici|(?:en savoir )?plus|lire la suite|aquí|más|leer más|aqui|mais|saiba mais|qui|clicca qui|leggi|meer|lees meer|tutaj|więcej|こちら|ここ|这里|點此|点击这里|هنا)\s*[.…→»]*\s*$/iu;

/** In the languages of the program. */
const declaresAccess =
  /accessib|accesib|acessib|barrierefrei|toegankelijk|dostępnoś|アクセシビリティ|无障碍|無障礙|إمكانية الوصول/i;

function lackingIn({ title, authors, publisher, date, url, doi }: Source): string[] {
  return [
    ...(title === null ? ['title'] : []),
    ...(authors === null && publisher === null ? ['authors or publisher'] : []),
    ...(date === null ? ['date'] : []),
    ...(url === null && doi === null ? ['url or doi'] : []),
  ];
}

function accessibilityIn({ publisher, contact, related, disclaimer, site }: Faq): string | null {
  const links = [...related, ...siteLinksOf({ site }).map(({ label, url }) => ({ title: label, url }))];
  const page = links.find(({ title, url }) => declaresAccess.test(`${title} ${url}`));
  if (page) return page.url;
  const texts = {
    'publisher.about': publisher?.about,
    'contact.text': contact?.text,
    'disclaimer.text': disclaimer?.text,
  };
  return Object.entries(texts).find(([, prose]) => prose && declaresAccess.test(prose.text))?.[0] ?? null;
}

/** The ids of the answers that are signed and due within the time; and of those that are not. */
export function signedWithin({ answers }: AuditFacts, months: number): { within: string[]; beyond: string[] } {
  const signed = answers.flatMap(({ id, review }) => (review.state === 'signed' ? [{ id, review }] : []));
  const isWithin = ({ review }: (typeof signed)[number]): boolean =>
    review.until <= addDuration(review.signOff.date, { count: months, unit: 'month' });
  return {
    within: signed.filter(isWithin).map(({ id }) => id),
    beyond: signed.filter((one) => !isWithin(one)).map(({ id }) => id),
  };
}
