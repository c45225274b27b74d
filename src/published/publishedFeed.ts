import { decodeXML } from 'entities';
import { Html } from '../html/html.ts';
import { isElement } from '../html/nodes.ts';
import { nodesOfHtml } from '../html/parseHtml.ts';
import { elementsIn, isTooDeep } from '../html/publishedElements.ts';
import { asInFeed, asOnPage, feedFrame } from '../outputs/feedContent.ts';
import { approvedHtml, inlinesIn, transcriptOf } from '../proof/answerTranscript.ts';
import type { PublishedFaq } from '../publicData/publishedFaq.ts';
import { canonicalLine } from '../review/canonicalText.ts';
import type { SignOff } from '../review/signOff.ts';
import { en } from '../words/en.ts';
import { wordsFor } from '../words/wordsFor.ts';
import { strayLink } from './publishedLinks.ts';

/**
 * Whether what an entry of the feed holds is the approved answer and, behind it, the changes that the data of the site tells.
 * `page`: the address of the answer.
 */
export function isApprovedContent(content: string, page: string, signOff: SignOff, faq: PublishedFaq): boolean {
  const { url, language, questions } = faq;
  const question = [...questions.values()].find(({ id }) => page === addressOf(`${url}${id}.html`));
  if (url === null || !question) return false;
  const { after } = feedFrame(
    null,
    question.origin?.text ?? null,
    question.changes,
    wordsFor(language) ?? en,
    language,
  );
  const [before = '', short = ''] = /^(?:<p>([^<]*)<\/p>)?<div>/.exec(content) ?? [];
  if (before === '' || canonicalLine(decodeXML(short)) !== (signOff.short ?? '') || !content.endsWith(after))
    return false;
  const site = addressOf(url);
  const text = asOnPage(content.slice(before.length, content.length - after.length), page, site);
  const [body, ...others] = nodesOfHtml(new Html(`<div>${text}</div>`));
  // Nothing in it ends the element around it.
  if (!body || !isElement(body) || others.length > 0 || isTooDeep([body])) return false;
  const printed = approvedHtml(signOff.answer, language, undefined, inlinesIn(elementsIn(body)));
  // There and back as well: of an address that was typed as a whole, the feed does not say so.
  const approved = nodesOfHtml(new Html(asOnPage(asInFeed(printed.toString(), page, site), page, site)));
  return (
    transcriptOf(body.childNodes, () => null) === transcriptOf(approved, () => null) &&
    strayLink(body, approved, faq) === null
  );
}

function addressOf(typed: string): string {
  return URL.canParse(typed) ? new URL(typed).href : typed;
}
