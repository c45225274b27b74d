import type { Faq, Question, ReviewerKey } from '../faq/faq.ts';
import { newestFirst as newestChangesFirst } from '../faq/history.ts';
import type { Site } from '../pages/pagePrinter.ts';
import { addressOfOther, originalOf } from '../pages/presentLanguages.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import { approvalsOf } from '../review/approvals.ts';
import { type Approval, recordPath, type ShownReview } from '../review/readReviews.ts';
import { newestFirst } from '../review/reviewerKeys.ts';
import { citedIds } from '../review/signOff.ts';
import { faqJsonSchema, schemaPath } from './faqJsonSchema.ts';

/**
 * `faq.json`: what is published, as data (docs/data.md), and its schema. `format` counts the
 * changes that would break a reader; keys may be added. Texts are Markdown
 * exactly as published. Only a signed answer names a reviewer.
 */
export function faqJson({ edition, translations }: Site): SiteFile[] {
  const { faq, sections, aliases, reviews, withdrawn, pages, isPreview } = edition;
  if (!faq.outputs.json) return [];
  const sourcesOf = ({ id, answer }: Question): string[] =>
    citedIds(answer.text)
      .map((source) => aliases.get(id)?.get(source) ?? source)
      .filter((source) => faq.sources.has(source));
  const cited = new Set(sections.flatMap(({ questions }) => questions.flatMap(sourcesOf)));
  const data = {
    $schema: schemaPath,
    format: 1,
    ...(isPreview ? { preview: true } : {}),
    title: faq.title,
    description: faq.description,
    language: faq.language,
    url: faq.url,
    ...(faq.medical ? { about: { kind: 'medical', ...faq.medical } } : {}),
    translations: translations.others.map((other) => ({
      language: other.language,
      url: addressOfOther(other, null, faq.url),
      original: other.isOriginal,
    })),
    publisher: faq.publisher && { name: faq.publisher.name, url: faq.publisher.url },
    urgent: faq.urgent?.text ?? null,
    disclaimer: faq.disclaimer?.text.text ?? null,
    reviewers: faq.reviewers.map(({ id, name, role, credentials, url, keys }) => ({
      id,
      name,
      role,
      credentials,
      url,
      ...keysFor(keys),
    })),
    sections: sections.map(({ id, title, formerly, questions }) => ({
      id,
      formerly,
      title,
      questions: questions.map((question) => ({
        ...questionData(question, sourcesOf(question), faq, reviews.get(question.id)),
        translation: originalOf(question.id, translations, faq.url),
      })),
    })),
    ...(withdrawn.length > 0
      ? {
          withdrawn: withdrawn.map(({ id, formerly, question, withdrawn: { on, reason, instead } }) => ({
            id,
            formerly,
            question,
            on,
            reason,
            instead,
          })),
        }
      : {}),
    ...(pages.length > 0 ? { pages: pages.map(({ id, title }) => ({ id, title })) } : {}),
    sources: [...faq.sources.values()]
      .filter(({ id }) => cited.has(id))
      .map(({ id, title, authors, publisher, date, url, doi, checked }) => ({
        id,
        title,
        authors,
        publisher,
        date,
        url,
        doi,
        checked,
      })),
  };
  return [
    { path: 'faq.json', contents: `${JSON.stringify(data, null, 2)}\n` },
    { path: schemaPath, contents: `${JSON.stringify(faqJsonSchema, null, 2)}\n` },
  ];
}

function questionData(
  { id, question, short, answer, keywords, updated, changes, evidence, formerly, origin }: Question,
  sources: readonly string[],
  faq: Faq,
  review?: ShownReview,
) {
  return {
    id,
    formerly,
    question,
    short,
    answer: answer.text,
    keywords,
    sources,
    updated,
    changes: newestChangesFirst(changes).map(({ on, note, kind }) => ({ on, note, kind })),
    evidence: evidence === null ? null : { until: evidence },
    ...(origin ? { origin: { kind: origin.kind, by: origin.by } } : {}),
    review: faq.policy.review === 'off' || !review ? null : reviewData(id, review),
  };
}

function reviewData(id: string, review: ShownReview) {
  if (review.state !== 'signed') return { state: review.state };
  const [first, ...further] = approvalsOf(review).map((approval) => approvalData(id, approval, approval !== review));
  return { state: review.state, ...first, ...(further.length > 0 ? { further } : {}) };
}

function approvalData(id: string, { signOff, until, digest }: Approval, isFurther: boolean) {
  const { reviewer, name, role, as, date } = signOff;
  const record = recordPath(id, isFurther ? reviewer : null);
  return { reviewer, name, role, ...(as === null ? {} : { as }), date, until, digest, record };
}

/** The newest key; and all with their days, where there are any. */
function keysFor(keys: readonly ReviewerKey[]) {
  const typed = keys.map(({ key, from, until }) => ({ key: `ssh-ed25519 ${key}`, from, until }));
  const [newest] = newestFirst(keys);
  return {
    key: newest ? `ssh-ed25519 ${newest.key}` : null,
    ...(typed.some(({ from, until }) => from !== null || until !== null) ? { keys: typed } : {}),
  };
}
