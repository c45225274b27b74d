import { isQuestionId } from '../faq/withdrawal.ts';
import { pageAddress } from '../html/addresses.ts';
import type { WithdrawnQuestion } from '../review/selectEdition.ts';
import type { WithdrawnLinkView } from '../theme/view.ts';
import { PagePrinter, type Site } from './pagePrinter.ts';
import { type Page, presentShared, readingLinks } from './presentParts.ts';

/** The pages of answers that were withdrawn: that they were, when and why, and what to read instead. */
export function presentWithdrawn(site: Site): Page[] {
  return site.edition.withdrawn.map((question) => presentNotice(question, site));
}

function presentNotice(question: WithdrawnQuestion, site: Site): Page {
  const { faq } = site.edition;
  const { id, withdrawn } = question;
  const path = `${id}.html`;
  const printer = new PagePrinter(site, 'withdrawn', id);
  const shared = presentShared(site, printer, () => ({
    kind: 'withdrawn' as const,
    section: null,
    heading: question.question,
    formerly: question.formerly,
    notice: noticeOf(question, site),
    reason: withdrawn.reason,
    instead: insteadOf(withdrawn.instead, site),
  }));
  return {
    path,
    template: 'withdrawn',
    view: {
      ...shared,
      // Nobody stands behind what was withdrawn.
      reviewers: [],
      links: { ...shared.links, ...readingLinks(faq, `${id}.md`) },
      pageTitle: `${question.question} – ${faq.title}`,
      pageDescription: null,
      canonical: faq.url && pageAddress(faq.url, path),
    },
  };
}

/** What a front page holds of them: who follows a link to an old anchor finds the way to the notice, and nobody else sees it. */
export function withdrawnLinks(site: Site): WithdrawnLinkView[] {
  return site.edition.withdrawn.map((question) => ({
    id: question.id,
    formerly: question.formerly,
    notice: noticeOf(question, site),
    label: question.question,
    href: `${question.id}.html`,
  }));
}

export function noticeOf({ withdrawn }: WithdrawnQuestion, { words, date }: Pick<Site, 'words' | 'date'>): string {
  return words.withdrawnOn.replace('{date}', () => date(withdrawn.on).text);
}

/** What to read instead: a page of this site, or an address; null where there is none. */
export function insteadOf(instead: string | null, { questionsById }: Site): { label: string; href: string } | null {
  if (instead === null) return null;
  if (!isQuestionId(instead)) return { label: instead, href: instead };
  const question = questionsById.get(instead);
  return question ? { label: question.question, href: `${question.id}.html` } : null;
}
