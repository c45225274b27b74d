import type { Faq, Question } from '../faq/faq.ts';
import { newestFirst } from '../faq/history.ts';
import { PagePrinter, type Site } from '../pages/pagePrinter.ts';
import { hasFeed, originView } from '../pages/presentParts.ts';
import { insteadOf, noticeOf } from '../pages/presentWithdrawn.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { approvalsOf } from '../review/approvals.ts';
import type { ShownReview } from '../review/readReviews.ts';
import type { WithdrawnQuestion } from '../review/selectEdition.ts';
import type { SignOff } from '../review/signOff.ts';
import { asInFeed, escapeXml, feedFrame, labelledSummary } from './feedContent.ts';

/**
 * feed.xml (Atom, RFC 4287): the answers of which it is known when they last
 * changed or were reviewed, or that were withdrawn, the latest first. A review that no longer holds is
 * no event. Days have no hour, so that entries carry midnight, UTC. Each carries its text.
 */
export function feed(site: Site): SiteFile[] {
  const { faq, sections, reviews } = site.edition;
  const { url } = faq;
  if (url === null || !hasFeed(faq)) return [];
  const gone = site.edition.withdrawn.map((question) => ({
    date: question.withdrawn.on,
    text: () => withdrawnEntry(question, url, site),
  }));
  const answered = sections
    .flatMap(({ questions }) => questions)
    .flatMap((question) => {
      const signed = approvalsIn(reviews.get(question.id), faq);
      const date = [question.updated, ...signed.map(({ date: day }) => day)]
        .filter((day) => day !== null)
        .sort()
        .at(-1);
      return date === undefined ? [] : [{ date, text: () => entry(question, signed, date, url, site) }];
    });
  const entries = [...gone, ...answered]
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .slice(0, mostEntries);
  const latest = entries[0]?.date ?? '1970-01-01';
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(faq.language)}">`,
    `  <id>${address(url)}</id>`,
    `  <title>${escapeXml(faq.title)}</title>`,
    ...(faq.description === null ? [] : [`  <subtitle>${escapeXml(faq.description)}</subtitle>`]),
    `  <updated>${latest}T00:00:00Z</updated>`,
    `  <author><name>${escapeXml(faq.publisher?.name ?? faq.title)}</name></author>`,
    `  <link rel="self" type="application/atom+xml" href="${address(`${url}feed.xml`)}"/>`,
    `  <link rel="alternate" type="text/html" href="${address(url)}"/>`,
    ...entries.map(({ text }) => text()),
    '</feed>',
  ];
  return [{ path: 'feed.xml', contents: lines.map((line) => `${line}\n`).join('') }];
}

/** Readers of feeds fetch the whole of it again and again, and want what is new. */
const mostEntries = 100;

function approvalsIn(review: ShownReview | undefined, { policy }: Faq): SignOff[] {
  return policy.review === 'off' ? [] : approvalsOf(review).map(({ signOff }) => signOff);
}

function entry(
  asked: Question,
  signed: readonly { readonly name: string }[],
  date: string,
  url: string,
  site: Site,
): string {
  const { id, question, short, answer, changes } = asked;
  const label = originView(site, asked)?.text ?? null;
  const { before, after } = feedFrame(short, label, newestFirst(changes), site.words, site.edition.faq.language);
  const text = asInFeed(
    new PagePrinter(site, 'question', id).printWhole(answer, 2).toHTML(),
    new URL(`${url}${id}.html`).href,
    new URL(url).href,
  );
  return [
    '  <entry>',
    `    <id>${address(`${url}${id}.html`)}</id>`,
    `    <title>${escapeXml(question)}</title>`,
    `    <updated>${date}T00:00:00Z</updated>`,
    `    <link rel="alternate" type="text/html" href="${address(`${url}${id}.html`)}"/>`,
    ...(short === null ? [] : [`    <summary>${escapeXml(labelledSummary(short, label))}</summary>`]),
    `    <content type="html">${escapeXml(before + text + after)}</content>`,
    ...(signed.length > 0 ? [`    <category term="reviewed"/>`] : []),
    ...signed.map(({ name }) => `    <contributor><name>${escapeXml(name)}</name></contributor>`),
    '  </entry>',
  ].join('\n');
}

/** Whoever read the answer learns that it no longer stands. */
function withdrawnEntry(question: WithdrawnQuestion, url: string, site: Site): string {
  const page = address(`${url}${question.id}.html`);
  const notice = noticeOf(question, site);
  const { on, reason } = question.withdrawn;
  const instead = insteadOf(question.withdrawn.instead, site);
  const paragraphs = [
    escapeXml(notice),
    escapeXml(reason),
    ...(instead === null
      ? []
      : [
          `${escapeXml(site.words.readInstead + site.words.colon)}<a href="${escapeXml(new URL(instead.href, url).href)}">${escapeXml(instead.label)}</a>`,
        ]),
  ];
  return [
    '  <entry>',
    `    <id>${page}</id>`,
    `    <title>${escapeXml(question.question)}</title>`,
    `    <updated>${on}T00:00:00Z</updated>`,
    `    <link rel="alternate" type="text/html" href="${page}"/>`,
    `    <summary>${escapeXml(notice)}</summary>`,
    `    <content type="html">${escapeXml(paragraphs.map((text) => `<p>${text}</p>`).join(''))}</content>`,
    '  </entry>',
  ].join('\n');
}

function address(typed: string): string {
  return escapeXml(new URL(typed).href);
}
