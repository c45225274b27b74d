import type { Contact, Faq } from '../faq/faq.ts';
import type { IsoDate } from '../schema/dates.ts';

/** Pages of which the program knows a part. */
export const draftedPages = ['privacy', 'accessibility'] as const;
export type DraftedPage = (typeof draftedPages)[number];

/**
 * A page for `site.pages`, in English: what holds for every site that a build lets through, and what this FAQ says.
 * What only its publisher knows stands in `{{…}}`, which a build tells as long as it is there.
 */
export function draftedPage(page: DraftedPage, faq: Faq, today: IsoDate): string {
  const parts = page === 'privacy' ? privacyParts(faq) : accessibilityParts(faq, today);
  return `${parts.join('\n\n')}\n`;
}

function privacyParts(faq: Faq): string[] {
  const { chat, policy } = faq;
  const loads =
    policy.origins.length === 0
      ? 'No page asks another site for anything: style, fonts, pictures and scripts come from this site. A policy in each page (Content-Security-Policy) makes browsers refuse all else.'
      : `Pages may load style, pictures, fonts and media from ${policy.origins.join(', ')}, who then learn your address on the internet: {{why that is needed, and what they do with it}}. A policy in each page (Content-Security-Policy) makes browsers refuse all other sites.`;
  return [
    '# Privacy',
    `This page is about the site “${plain(faq.title)}”. ${publisherOf(faq)} answers for it.`,
    '## What these pages do',
    [
      '- They set no cookies, and store nothing in your browser.',
      '- They count no visits, and know nothing of who you are.',
      '- They have no form that sends anything. What you type into the field that finds questions stays in your browser.',
      `- ${loads}`,
    ].join('\n'),
    ...(chat === null
      ? []
      : [
          chat.embedded === null
            ? `A link leads to a chat at ${chat.url}. Nothing is loaded from there before you follow it; then what its provider says of privacy holds.`
            : 'A chat by LiveChat opens on a page of its own. Nothing is loaded from there before you start it; from then on, LiveChat learns that you are here and what you write: {{the contract with LiveChat, and for how long it keeps what is written}}.',
        ]),
    '## What the host of the site learns',
    'Whoever asks for a page tells the server its address on the internet, the page and the kind of browser. The server is run by {{the host, and where}}. It keeps this for {{how long}}, to {{what for}}.',
    '## Links',
    'Links lead to other sites, as to sources. What these learn of you is theirs to say; they are told no more than the name of this site.',
    '## Your rights',
    `{{Which law holds, as the GDPR or the law of your country, and what it lets readers ask for.}} ${askAt(faq.contact)}`,
  ];
}

function accessibilityParts(faq: Faq, today: IsoDate): string[] {
  const { theme } = faq;
  const changes = [
    ...(theme.styles.length > 0 || theme.fonts.length > 0 ? ['style'] : []),
    ...(theme.templates === null ? [] : ['templates']),
  ];
  return [
    '# Accessibility',
    `This page is about the site “${plain(faq.title)}”. ${publisherOf(faq)} wants everybody to be able to use it. It aims at level AA of the Web Content Accessibility Guidelines (WCAG) 2.2.`,
    '## What is done',
    [
      '- Pages are plain HTML: headings in order, a link to skip to the content, names for all fields and links, the language of every part.',
      '- They work with a keyboard alone, without a script, at 320 pixels wide, with large type, in dark and in forced colours, and on paper.',
      '- Every picture in an answer has words in its place: a build demands it.',
      '- Nothing moves, plays or disappears by itself.',
    ].join('\n'),
    changes.length === 0
      ? 'The look is the built-in one of faqgen, whose pages are tested by axe-core and by the HTML checker of the W3C in both colour schemes.'
      : `The look is that of faqgen with ${changes.join(' and ')} of our own. A build computes the contrast of its main colours; {{who tried the finished pages with a keyboard and a screen reader, and when}}.`,
    '## What is not accessible yet',
    '{{What you know of, as a document that is a scan, and where it can be had in another form; or “We know of nothing.”}}',
    '## Tell us',
    `Something does not work for you? ${askAt(faq.contact)} {{How soon you answer.}}`,
    '## If we do not help',
    '{{The body that enforces accessibility where you are, and how to reach it.}}',
    `This statement was written on ${today}, from {{a self-assessment, or an audit and by whom}}.`,
  ];
}

function publisherOf({ publisher }: Faq): string {
  return publisher === null ? '{{Name and address of the publisher}}' : plain(publisher.name);
}

function askAt(contact: Contact | null): string {
  const ways = [
    ...(contact?.phone ? [`call ${contact.phone}`] : []),
    ...(contact?.link ? [`[${plain(contact.link.label)}](<${contact.link.url}>)`] : []),
  ];
  return ways.length === 0 ? '{{How to reach you.}}' : `To ask, ${ways.join(', or ')}.`;
}

/** Without what Markdown would take for a mark. */
function plain(text: string): string {
  return text.replaceAll(/([\\`*_[\]<>&#|~])/g, '\\$1');
}
