import type { Html } from '../html/html.ts';
import type { ListedQuestionView, PageView, QuestionView } from '../theme/view.ts';

/** What a page must show, and the partial whose work that is. */
export interface Demand {
  /** Words, or markup whose words count; null where no words are asked for. */
  readonly text: string | Html | null;
  /** The id of the element that must hold it; null for anywhere outside of such elements. */
  readonly within: string | null;
  /** Where a link must lead that holds the words; null where no link is asked for. */
  readonly href: string | null;
  /** Whether a theme may leave it out. Its words still stand for nothing else. */
  readonly isOptional: boolean;
  /** Whether a reader may have to open it first. */
  readonly mayBeClosed: boolean;
  readonly lacks: string;
  readonly partial: string;
}

/** The parts that no theme may drop: they are what a reader acts on, and what a reviewer stands for. */
export function demandsOf(view: PageView): Demand[] {
  const demands: Demand[] = [];
  const demand = (
    text: string | Html | null | undefined,
    lacks: string,
    partial: string,
    {
      within = null,
      href = null,
      isOptional = false,
      mayBeClosed = false,
    }: Partial<Pick<Demand, 'within' | 'href' | 'isOptional' | 'mayBeClosed'>> = {},
  ): void => {
    if (text !== null && text !== undefined)
      demands.push({ text, within, href, isOptional, mayBeClosed, lacks, partial });
  };
  demand(view.preview, 'the mark that it is a preview', 'preview');
  demand(view.urgent, 'the urgent strip', 'urgent');
  demand(view.disclaimer?.text, 'the disclaimer', 'disclaimer');
  demand(view.contact?.disclosure, 'who answers the phone', 'contact');
  demand(view.contact?.phone?.display, 'the phone number', 'contact', { href: view.contact?.phone?.href ?? null });
  for (const { label, display, href } of view.contact?.phones ?? []) {
    demand(label, `what the phone number ${display} is for`, 'contact');
    demand(display, `the phone number of “${label}”`, 'contact', { href });
  }
  demand(view.contact?.text, 'the text of the contact box', 'contact', { isOptional: true });
  demand(view.publisher?.about, 'the publisher', 'footer', { isOptional: true });
  for (const { name, role, credentials, bio } of view.reviewers) {
    demand(name, `the reviewer ${name}`, 'reviewers');
    demand(role, `the role of ${name}`, 'reviewers');
    for (const credential of credentials) demand(credential, `what ${name} is entitled by`, 'reviewers');
    demand(bio, `the biography of ${name}`, 'reviewers', { isOptional: true });
  }
  for (const { title, anchor, href } of view.sources)
    demand(title, `the source “${title}”`, 'sources', { within: anchor, href });
  if (view.kind === 'page') {
    demand(view.heading, 'its title', 'page');
    demand(view.text, 'its whole text', 'page');
  }
  if (view.kind === 'withdrawn') {
    demand(view.heading, 'its question', 'withdrawn');
    demand(view.notice, 'that the answer was withdrawn', 'withdrawn');
    demand(view.reason, 'why the answer was withdrawn', 'withdrawn');
    const { instead } = view;
    demand(instead?.label, 'what to read instead', 'withdrawn', { href: instead?.href ?? null });
    demands.push(...view.formerly.map((old) => anchorDemand(old, 'withdrawn')));
  }
  if (view.kind === 'chat') {
    demand(view.notice, 'who runs the chat', 'chat-page');
    demand(view.elsewhere.label, 'the way to the chat without a script', 'chat-page', { href: view.elsewhere.href });
  }
  for (const question of questionsOn(view)) {
    const { id } = question;
    const within = id;
    // How things stand with an answer is seen before it is opened.
    const inFold = { within, mayBeClosed: view.closed };
    demand(question.question, `the question \`${id}\``, 'answer', { within });
    demand(question.answer, `the whole answer to \`${id}\``, 'answer-body', inFold);
    demand(question.unpublished, `the mark that \`${id}\` is not published`, 'answer-body', { within });
    demand(question.short, `the short answer to \`${id}\``, 'answer-body', inFold);
    demand(question.review?.text, `the review state of \`${id}\``, 'review-state', { within });
    const labelledBy = question.review?.reviewed || view.closed ? 'review-state' : 'answer-body';
    demand(question.origin?.text, `that a machine had a part in \`${id}\``, labelledBy, { within });
    const { outdated } = question;
    demand(outdated?.text, `that the original of \`${id}\` has changed`, 'review-state', { within });
    if (outdated) {
      const link = { text: null, within, href: outdated.href, isOptional: false, mayBeClosed: false };
      demands.push({ ...link, lacks: `the way to the original of \`${id}\``, partial: 'review-state' });
    }
    const { review } = question;
    for (const digest of view.kind === 'question' ? [review?.digest, ...digestsOf(review)] : [])
      demand(digest, `the digest of what was approved of \`${id}\``, 'review-state', { within });
    for (const { note, date } of question.history) demand(note, `the change of ${date.iso} to \`${id}\``, 'history');
    demands.push(
      ...question.formerly.map((old) => anchorDemand(old, view.kind === 'question' ? 'question' : 'answer')),
    );
  }
  const demandEntry = ({ id, formerly, question, href }: ListedQuestionView, partial: string): void => {
    demand(question, `the way to \`${id}\``, partial, { within: id, href });
    demands.push(...formerly.map((old) => anchorDemand(old, partial)));
  };
  if (view.kind === 'section') {
    const { id, title, formerly, listed } = view.group;
    demand(title, `the title of \`${id}\``, 'section', { within: id });
    demands.push(...formerly.map((old) => anchorDemand(old, 'section')));
    for (const entry of listed) demandEntry(entry, 'question-list');
  }
  if (view.kind === 'list') {
    for (const { id, title, formerly, href, listed } of view.sections) {
      if (id !== null && href !== null) demand(title, `the way to \`${id}\``, 'section-list', { within: id, href });
      demands.push(...formerly.map((old) => anchorDemand(old, 'section-list')));
      for (const entry of listed) demandEntry(entry, 'question-list');
    }
  }
  if (view.kind === 'index')
    demands.push(...view.sections.flatMap(({ formerly }) => formerly.map((old) => anchorDemand(old, 'answers'))));
  return demands;
}

function digestsOf(review: QuestionView['review']): string[] {
  return (review?.further ?? []).map(({ digest }) => digest);
}

/** Wherever a fragment stands, it says from where it comes. `url`: of the site. */
export function demandOfOrigin(url: string): Demand {
  return {
    text: url,
    within: null,
    href: url,
    isOptional: false,
    mayBeClosed: false,
    lacks: 'the way to the site from which it comes',
    partial: 'fragment',
  };
}

function anchorDemand(old: string, partial: string): Demand {
  return {
    text: null,
    within: old,
    href: null,
    isOptional: false,
    mayBeClosed: false,
    lacks: `the old anchor \`${old}\``,
    partial,
  };
}

export function questionsOn(view: PageView): readonly QuestionView[] {
  if (view.kind === 'index') return view.sections.flatMap(({ questions }) => questions);
  if (view.kind === 'section') return view.group.questions;
  return view.kind === 'question' ? [view.question] : [];
}
