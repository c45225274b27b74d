import type { Faq, Question } from '../faq/faq.ts';
import type { Site } from '../pages/pagePrinter.ts';
import { hasFeed } from '../pages/presentParts.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import type { Review } from '../review/readReviews.ts';

/**
 * feed.xml (Atom, RFC 4287): the answers of which it is known when they last
 * changed or were reviewed, the latest first. A review that no longer holds is
 * no event. Days have no hour, so that entries carry midnight, UTC.
 */
export function feed({ edition }: Site): SiteFile[] {
  const { faq, sections, reviews } = edition;
  const { url } = faq;
  if (url === null || !hasFeed(faq)) return [];
  const entries = sections
    .flatMap(({ questions }) => questions)
    .flatMap((question) => {
      const signed = approvalOf(reviews.get(question.id), faq);
      const date = [question.updated, signed?.date ?? null]
        .filter((day) => day !== null)
        .sort()
        .at(-1);
      return date === undefined ? [] : [{ question, signed, date }];
    })
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
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
    ...entries.map(({ question, signed, date }) => entry(question, signed, date, url)),
    '</feed>',
  ];
  return [{ path: 'feed.xml', contents: lines.map((line) => `${line}\n`).join('') }];
}

function approvalOf(review: Review | undefined, { policy }: Faq) {
  return policy.review !== 'off' && review?.state === 'signed' ? review.signOff : null;
}

function entry(
  { id, question, short }: Question,
  signed: { readonly name: string } | null,
  date: string,
  url: string,
): string {
  return [
    '  <entry>',
    `    <id>${address(`${url}${id}.html`)}</id>`,
    `    <title>${escapeXml(question)}</title>`,
    `    <updated>${date}T00:00:00Z</updated>`,
    `    <link rel="alternate" type="text/html" href="${address(`${url}${id}.html`)}"/>`,
    ...(short === null ? [] : [`    <summary>${escapeXml(short)}</summary>`]),
    ...(signed === null
      ? []
      : [`    <category term="reviewed"/>`, `    <contributor><name>${escapeXml(signed.name)}</name></contributor>`]),
    '  </entry>',
  ].join('\n');
}

function address(typed: string): string {
  return escapeXml(new URL(typed).href);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
