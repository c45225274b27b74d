import { type Question, questionsOf, type Reviewer } from '../faq/faq.ts';
import { withdrawalOf } from '../faq/withdrawal.ts';
import { describePartial, type Review } from '../review/approvals.ts';
import { creditLine, digestOf } from '../review/signOff.ts';
import type { IsoDate } from '../schema/dates.ts';
import { dateView, directionOf } from '../words/language.ts';
import { type AnswerView, viewAnswer } from './answerView.ts';
import { longestNote } from './changeRequest.ts';
import { html, type Markup } from './markup.ts';
import { isProblem, type Problem, type Reading } from './reading.ts';

/** Where a reviewer is: who they are, once they have said it, and which answer is open. */
export interface Place {
  readonly by: string | null;
  readonly answer: string | null;
}

/** The part of the page that changes with the project. `revision` names it. */
export interface Main {
  readonly markup: Markup;
  readonly title: string;
  readonly revision: string;
  /** The answer that is open. */
  readonly view: AnswerView | null;
}

/** The whole page. `token`: what requests that change something have to bring along. */
export function printPage({ markup, title, revision }: Main, token: string): string {
  return `<!doctype html>\n${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="faqgen-token" content="${token}">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="review.css">
<script src="review.js" defer></script>
</head>
<body>
<a class="skip" href="#main">To the text</a>
<p id="message" role="status" tabindex="-1"></p>
<main id="main" tabindex="-1" data-revision="${revision}">
${markup}
</main>
<noscript><p class="scriptless">This page needs JavaScript to approve answers. Switch it on for this address, or let the editor show you <code>faqgen review sign</code>.</p></noscript>
</body>
</html>
`}`;
}

export function printMain(reading: Reading | Problem, place: Place, isFixed: boolean): Main {
  const { markup, title, view } = isProblem(reading)
    ? { markup: troubles(reading), title: 'Review', view: null }
    : mainOf(reading, place, isFixed);
  return { markup, title, view, revision: digestOf(markup.text + (view?.shown ?? '')) };
}

/** Where another place of the page stands. */
export function addressOf({ by, answer }: Place): string {
  const query = new URLSearchParams({ ...(by === null ? {} : { by }), ...(answer === null ? {} : { answer }) });
  const text = query.toString();
  return text === '' ? './' : `?${text}`;
}

function mainOf(reading: Reading, { by, answer }: Place, isFixed: boolean): Pick<Main, 'markup' | 'title' | 'view'> {
  const { faq } = reading;
  const reviewer = faq.reviewers.find(({ id }) => id === by) ?? null;
  const all = questionsOf(faq);
  const question = all.find(({ id }) => id === answer) ?? null;
  const here = { by: reviewer?.id ?? null };
  if (question === null)
    return { markup: printList(reading, reviewer, isFixed), title: `Review: ${faq.title}`, view: null };
  const view = viewAnswer(question, reading, reviewer, (id) => addressOf({ ...here, answer: id }));
  return { markup: printAnswer(view, reading, reviewer), title: `${question.question}: review`, view };
}

function troubles({ problem, help }: Problem): Markup {
  return html`<h1>Nothing can be reviewed now</h1>
<p>The editor has to mend the file first. This page shows the answers by itself, as soon as it is in order.</p>
<pre>${problem}${help === null ? '' : `\n${help}`}</pre>`;
}

const labels: Readonly<Record<Review['state'], string>> = {
  signed: 'Reviewed',
  changed: 'Changed since its review',
  expired: 'Its review has run out',
  partial: 'Not approved by all yet',
  unsigned: 'Not reviewed yet',
  invalid: 'Its record cannot be relied on',
};

function stateOf({ id }: Question, { reviews }: Reading): Review['state'] {
  return reviews.get(id)?.state ?? 'unsigned';
}

/** What waits for a review, in the order of the FAQ; then what is reviewed, drafts, which wait for their author, and what readers get no more. */
function sorted(reading: Reading): Readonly<Record<'waiting' | 'signed' | 'drafts' | 'withdrawn', Question[]>> {
  const isGone = (question: Question): boolean => withdrawalOf(question, reading.asOf) !== null;
  const every = questionsOf(reading.faq);
  const all = every.filter((question) => !isGone(question));
  const isSigned = (question: Question): boolean => stateOf(question, reading) === 'signed';
  return {
    waiting: all.filter((question) => !question.draft && !isSigned(question)),
    signed: all.filter((question) => !question.draft && isSigned(question)),
    drafts: all.filter(({ draft }) => draft),
    withdrawn: every.filter(isGone),
  };
}

function printList(reading: Reading, reviewer: Reviewer | null, isFixed: boolean): Markup {
  const { faq, requests } = reading;
  const { waiting, signed, drafts, withdrawn } = sorted(reading);
  const total = waiting.length + signed.length;
  const list = (title: string, questions: readonly Question[]): Markup | null => {
    if (questions.length === 0) return null;
    const items = questions.map((question) => {
      const asked = requests.some(({ id, isOpen }) => id === question.id && isOpen);
      const address = addressOf({ by: reviewer?.id ?? null, answer: question.id });
      return html`<li><a href="${address}" ${inLanguage(faq.language)}>${question.question}</a> ${badge(stateOf(question, reading))}${asked && html` <span class="badge asked">A change is asked for</span>`}</li>\n`;
    });
    return html`<section><h2>${title}</h2>\n<ol class="answers">\n${items}</ol></section>\n`;
  };
  const first = waiting[0];
  return html`<h1>Review of <span ${inLanguage(faq.language)}>${faq.title}</span></h1>
${printReviewers(faq.reviewers, reviewer, isFixed)}
<p class="count">${waiting.length === 0 ? `All ${total} answers are reviewed.` : `${waiting.length} of ${total} answers ${waiting.length === 1 ? 'waits' : 'wait'} for a review.`}</p>
${first && reviewer && html`<p><a class="button" href="${addressOf({ by: reviewer.id, answer: first.id })}">Read the first one</a></p>\n`}${list('To be reviewed', waiting)}${list('Reviewed', signed)}${list('Drafts, not ready for a review', drafts)}${list('Withdrawn from readers', withdrawn)}`;
}

function inLanguage(language: string): Markup {
  return html`lang="${language}" dir="${directionOf(language)}"`;
}

function printReviewers(reviewers: readonly Reviewer[], reviewer: Reviewer | null, isFixed: boolean): Markup {
  const other = isFixed ? null : html` <a href="./">Somebody else?</a>`;
  if (reviewer) return html`<p>You review as <strong>${creditOf(reviewer)}</strong>.${other}</p>`;
  if (reviewers.length === 0)
    return html`<p>Nobody can approve an answer yet: the editor has to name you in <code>reviewers</code> first.</p>`;
  const items = reviewers.map(
    (one) => html`<li><a class="button" href="${addressOf({ by: one.id, answer: null })}">${creditOf(one)}</a></li>\n`,
  );
  return html`<section><h2>Who are you?</h2>\n<ul class="who">\n${items}</ul></section>`;
}

function creditOf({ name, role }: { name: string; role: string | null }): string {
  return role === null ? name : `${name}, ${role}`;
}

function badge(state: Review['state']): Markup {
  return html`<span class="badge ${state}">${labels[state]}</span>`;
}

function day(date: IsoDate): Markup {
  return html`<time datetime="${date}">${dateView(date, 'en-GB').text}</time>`;
}

function printAnswer(view: AnswerView, reading: Reading, reviewer: Reviewer | null): Markup {
  const { faq } = reading;
  const { question, short, body, sources, heading } = view;
  const by = reviewer?.id ?? null;
  const language = inLanguage(faq.language);
  return html`<nav aria-label="Review"><a href="${addressOf({ by, answer: null })}">All answers</a></nav>
<p class="state">${badge(view.review.state)} ${sentenceOf(view.review, reading.asOf)}${question.draft && ' It is a draft.'}${withdrawalOf(question, reading.asOf) && ' It is withdrawn: readers get a notice in its place.'}</p>
${view.requests.map((request) => printRequest(request, faq.reviewers))}${legend(view)}<article ${language}>
<h1>${heading}</h1>
${short && html`<p class="short">${short}</p>\n`}<div class="prose">
${body}
</div>
</article>
<section class="sources"><h2>Sources</h2>
${sources === null ? html`<p>This answer cites none.</p>` : html`<div ${language}>${sources}</div>`}
</section>
${view.ways && html`<section><h2>It leads to</h2>\n${view.ways}\n</section>\n`}${printOthers(view)}<details class="preview"><summary>See it on its page, as readers will</summary>
${reading.site.has(`${question.id}.html`) ? html`<iframe title="The page of this answer" sandbox="" loading="lazy" src="page?${new URLSearchParams({ answer: question.id }).toString()}"></iframe>` : html`<p>The page cannot be made until <code>faqgen check</code> finds no error.</p>`}
</details>
${reviewer ? printDecision(view, reviewer) : html`<p><a class="button" href="./">Say who you are</a> to approve it.</p>`}
${printWays(question, reading, by)}`;
}

function sentenceOf(review: Review, asOf: IsoDate): Markup {
  if (review.state === 'partial') return html`Not enough yet: ${describePartial(review)}.`;
  if (!('signOff' in review)) {
    return review.state === 'invalid'
      ? html`What is written in <code>${review.file}</code> proves nothing; approving the answer puts a new record in its place.`
      : html`Nobody has approved this answer.`;
  }
  const { signOff, until, changed, further } = review;
  const all = [signOff, ...further.map((one) => one.signOff)];
  const [last = signOff.date] = all.map(({ date }) => date).sort((a, b) => (a < b ? 1 : -1));
  const approved = html`${all.map(creditLine).join(' and ')} approved it on ${day(last)}`;
  if (review.state === 'signed') return html`${approved}, until ${day(until)}.`;
  if (review.state === 'expired') return html`${approved}; that ended on ${day(until)}, and today is ${day(asOf)}.`;
  return html`${approved}. Since then, ${changed.join(', ')} ${changed.length === 1 ? 'is' : 'are'} different.`;
}

function legend({ review, isMarked }: AnswerView): Markup | null {
  if (!('signOff' in review)) return null;
  if (!isMarked) return review.state === 'expired' ? html`<p class="legend">No word has changed since.</p>\n` : null;
  return html`<p class="legend">In the text below, <ins>what is new</ins> and <del>what was taken out</del> since then is marked so.</p>\n`;
}

function printRequest(
  { reviewer, date, note, isOpen }: AnswerView['requests'][number],
  reviewers: readonly Reviewer[],
): Markup {
  const name = reviewers.find(({ id }) => id === reviewer)?.name ?? reviewer;
  return html`<div class="request"><p><strong>${name}</strong> asked for a change on ${day(date)}:</p>
<blockquote>${note}</blockquote>
<p>${isOpen ? 'The words are still the same.' : 'The words are others by now.'}</p></div>\n`;
}

function printOthers({ otherChanges }: AnswerView): Markup | null {
  if (otherChanges.length === 0) return null;
  const items = otherChanges.map(
    ({ part, before, after }) =>
      html`<li><code>${part}</code>: ${before !== '' && html`<del><span class="spoken">taken out: </span>${before}</del> `}${after !== '' && html`<ins><span class="spoken">new: </span>${after}</ins>`}</li>\n`,
  );
  return html`<section><h2>Also changed</h2>\n<ul>\n${items}</ul></section>\n`;
}

function printDecision({ offer, review, shown, question }: AnswerView, reviewer: Reviewer): Markup {
  if (offer === null) return html``;
  const request = html`<form data-act="request">
<label for="note">Something has to be changed? Say what:</label>
<textarea id="note" name="note" rows="4" maxlength="${longestNote}" required></textarea>
<button type="submit">Ask for this change</button>
</form>`;
  const approve = isProblem(offer)
    ? html`<p>You cannot approve it now: ${offer.problem}.${offer.help === null ? '' : ` ${offer.help}.`}</p>`
    : html`<form data-act="approve">
<p>You approve this question, its answer and its sources, exactly as they are shown here, in the language <code>${offer.language}</code>, from ${day(offer.date)} until ${day(offer.until)}, as <strong>${creditOf(offer)}</strong>${offer.as !== null && html`, in the kind <em>${offer.as}</em>`}.</p>
${reviewer.keys.length > 0 && html`<p>Your key signs it. A passphrase is asked for in the window in which this program was started; a hardware key waits until you touch it.</p>\n`}<button type="submit" class="approve">Approve as ${reviewer.name}</button>
</form>`;
  const isDone = review.state === 'signed';
  return html`<section class="decision" data-answer="${question.id}" data-by="${reviewer.id}" data-shown="${shown}">
<h2>${isDone ? 'It is reviewed' : 'Your decision'}</h2>
${isDone ? html`<details><summary>Approve it anew</summary>\n${approve}</details>` : approve}
${request}
</section>`;
}

function printWays(question: Question, reading: Reading, by: string | null): Markup {
  const { waiting } = sorted(reading);
  const order = questionsOf(reading.faq).map(({ id }) => id);
  const at = order.indexOf(question.id);
  const others = waiting.filter(({ id }) => id !== question.id);
  const next = others.find(({ id }) => order.indexOf(id) > at) ?? others[0];
  if (!next) return html`<p>No other answer waits. <a href="${addressOf({ by, answer: null })}">All answers</a></p>`;
  return html`<p class="next"><a class="button" href="${addressOf({ by, answer: next.id })}">Next: <span ${inLanguage(reading.faq.language)}>${next.question}</span></a></p>`;
}
