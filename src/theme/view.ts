import type { Html } from '../html/html.ts';
import type { DateView } from '../words/language.ts';
import type { Words } from '../words/words.ts';

/**
 * Everything that a template may print, whole and ready: nothing is computed
 * in a template. Absent is `null`; a name that is not there is an error with its place.
 */
export interface SiteView {
  /** BCP 47 tag for `<html lang>`. */
  readonly language: string;
  /** The direction in which the language is written. */
  readonly dir: 'ltr' | 'rtl';
  /** What the program itself says, in the language of the site. */
  readonly words: Words;
  /** `title` of faq.yaml. */
  readonly title: string;
  /** `description` of faq.yaml. */
  readonly description: string | null;
  /** Who publishes the site. */
  readonly publisher: PublisherView | null;
  /** That this is a preview and no publication, as a whole sentence. */
  readonly preview: string | null;
  /** The strip above everything: crisis and emergency lines. */
  readonly urgent: Html | null;
  /** How fresh the FAQ is. */
  readonly stamp: StampView;
  /** Whom to ask. */
  readonly contact: ContactView | null;
  /** The way to a chat. */
  readonly chat: ChatView | null;
  /** Pages elsewhere that go further. */
  readonly related: readonly RelatedView[];
  /** Those of faq.yaml, in its order. */
  readonly reviewers: readonly ReviewerView[];
  /** The page on which readers check the reviews in their browser; null where there is none, and where no review is told of. */
  readonly verifier: LinkView | null;
  /** What the answers are not. */
  readonly disclaimer: DisclaimerView | null;
  /** What leads around the FAQ. */
  readonly siteLinks: SiteLinksView;
  /** `theme.params`, by their names. */
  readonly params: Readonly<Record<string, string>>;
}

/** What leads around the FAQ. */
export interface SiteLinksView {
  /** The publisher's main site. */
  readonly home: LinkView | null;
  /** `site.nav` of faq.yaml. */
  readonly menu: readonly SiteLinkView[];
  /** `site.footer` of faq.yaml. */
  readonly footer: readonly SiteLinkView[];
}

export interface SiteLinkView extends LinkView {
  /** Whether it leads to the page on which it stands. */
  readonly current: boolean;
}

/** What a page template receives: the site's view and the page's own. `kind` tells them apart. */
export type PageView =
  | IndexPageView
  | ListPageView
  | SectionPageView
  | QuestionPageView
  | ChatPageView
  | OwnPageView
  | WithdrawnPageView
  | MissingPageView;

interface PageBase extends SiteView {
  /** The `<title>`. */
  readonly pageTitle: string;
  /** What a search engine may show of the page. */
  readonly pageDescription: string | null;
  /** Absolute address of this page where `url` is set. */
  readonly canonical: string | null;
  /** Addresses relative to the page; on `404.html` they are absolute, or null where `url` is not set. */
  readonly links: LinksView;
  /** The whole stylesheet, inlined: only on `404.html`, which a host serves at any depth. */
  readonly inlineStyle: Html | null;
  /** Whether each answer stands closed behind its question: on pages that hold several, where `theme.answers` says so. */
  readonly closed: boolean;
  /** The Content Security Policy of the page. */
  readonly contentPolicy: Html;
  /** JSON-LD, fit for a script element; null where the page has none. */
  readonly structuredData: Html | null;
  /** What other sites show of a link to the page; null on `404.html`, and without `url`. */
  readonly openGraph: OpenGraphView | null;
  /** The sources cited on this page, numbered in order of first citation. */
  readonly sources: readonly SourceView[];
  /** The same page in other languages, or else their front pages. */
  readonly languages: readonly LanguageView[];
  /** The same page in every language, this one included, for search engines; empty where there is no other, or no `url`. */
  readonly alternates: readonly AlternateView[];
}

/** What pages of a kind may say alike. */
export type FrameView = Omit<PageBase, 'pageTitle' | 'pageDescription' | 'canonical' | 'languages' | 'sources'>;

export interface LinksView {
  /** The front page. In `404.html` absolute where `url` is known; else it is looked for beside the missing page. */
  readonly home: string;
  /** The style; null where it is inlined. */
  readonly stylesheet: string | null;
  /** Fonts of the publisher that the page asks for before it knows its style; none on `404.html`. */
  readonly fonts: readonly { readonly href: string; readonly type: string }[];
  /** The script of the page; null where it has none. */
  readonly script: string | null;
  /** The script that tells a page around a frame how high this one is; null where no other site may frame it. */
  readonly frame: string | null;
  /** Where the index begins in which the script finds questions; null but on a front page that lists them. */
  readonly searchIndex: string | null;
  /** The same page as Markdown; null on `404.html`. */
  readonly markdown: string | null;
  /** The list of what there is to read, on pages with Markdown of their own or answers. */
  readonly llms: string | null;
  /** The feed of what changed; null without `url`. */
  readonly feed: string | null;
  /** On `404.html` without `url` an empty `data:` address, so that no browser asks for one. */
  readonly icon: string;
}

/** In the terms of the Open Graph protocol, ogp.me. */
export interface OpenGraphView {
  readonly type: 'website' | 'article';
  /** The title of the page alone. */
  readonly title: string;
  /** As in `en_US`; null where no region is known of the language. */
  readonly locale: string | null;
  /** A picture with its title. */
  readonly image: ShareImageView | null;
}

export interface ShareImageView {
  /** Absolute. */
  readonly href: string;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** What it shows, in words. */
  readonly alt: string;
  /** The words in it. */
  readonly texts: readonly string[];
}

export interface IndexPageView extends PageBase {
  readonly kind: 'index';
  /** All of them, with their questions. */
  readonly sections: readonly SectionView[];
  /** Where old anchors of answers lead that were withdrawn. */
  readonly withdrawn: readonly WithdrawnLinkView[];
}

/** The front page of a FAQ whose answers stand on the pages of its sections. */
export interface ListPageView extends PageBase {
  readonly kind: 'list';
  /** All of them, with links to their questions. */
  readonly sections: readonly ListedSectionView[];
  /** Where old anchors of answers lead that were withdrawn. */
  readonly withdrawn: readonly WithdrawnLinkView[];
}

/** The page of one section, where the front page lists what there is. */
export interface SectionPageView extends PageBase {
  readonly kind: 'section';
  /** It stands in none. */
  readonly section: null;
  /** The section. */
  readonly group: GroupView;
}

export interface QuestionPageView extends PageBase {
  readonly kind: 'question';
  /** The question, with its answer. */
  readonly question: QuestionView;
  /** The section it stands in, where the FAQ has titled sections. */
  readonly section: LinkView | null;
  /** The question before it. */
  readonly previous: LinkView | null;
  /** The question after it. */
  readonly next: LinkView | null;
}

/** The page on which a chat opens, for a FAQ whose chat is embedded. */
export interface ChatPageView extends PageBase {
  readonly kind: 'chat';
  /** It stands in none. */
  readonly section: null;
  /** Its heading. */
  readonly label: string;
  /** What the provider knows the publisher by. */
  readonly license: string;
  /** Who runs the chat, and what they learn: whole sentences. */
  readonly notice: string;
  /** The link to the provider's own page. */
  readonly elsewhere: LinkView;
}

/** A page of the publisher's own, beside those of the FAQ. */
export interface OwnPageView extends PageBase {
  readonly kind: 'page';
  /** It stands in none. */
  readonly section: null;
  /** The title of the file. */
  readonly heading: string;
  /** All that stands below its title. */
  readonly text: Html;
}

/** The page of an answer that was withdrawn. */
export interface WithdrawnPageView extends PageBase {
  readonly kind: 'withdrawn';
  /** It stands in none. */
  readonly section: null;
  /** The question. */
  readonly heading: string;
  /** Old ids, which stay as anchors. */
  readonly formerly: readonly string[];
  /** That it was withdrawn, and when, as a whole sentence. */
  readonly notice: string;
  /** Why, plain text. */
  readonly reason: string;
  /** What to read in its place. */
  readonly instead: LinkView | null;
}

/** A link to the page of an answer that was withdrawn. */
export interface WithdrawnLinkView extends LinkView {
  /** Anchor that the answer had. */
  readonly id: string;
  /** Old ids, which stay as anchors. */
  readonly formerly: readonly string[];
  /** That it was withdrawn, and when, as a whole sentence. */
  readonly notice: string;
}

export interface MissingPageView extends PageBase {
  readonly kind: 'missing';
}

export interface LinkView {
  /** The words of the link. */
  readonly label: string;
  /** Its address, relative to the page or absolute. */
  readonly href: string;
}

export interface LanguageView extends LinkView {
  /** BCP 47 tag, in which the label is written as well. */
  readonly language: string;
  /** The direction in which the language is written. */
  readonly dir: 'ltr' | 'rtl';
}

export interface AlternateView {
  /** BCP 47 tag, or `x-default` for the page in the language in which it was written first. */
  readonly language: string;
  /** Absolute. */
  readonly href: string;
}

export interface SectionView {
  /** Anchor; null for the one unnamed section of a flat list. */
  readonly id: string | null;
  /** Old ids, which stay as anchors. */
  readonly formerly: readonly string[];
  /** Null for the one unnamed section of a flat list. */
  readonly title: string | null;
  /** What stands before its questions. */
  readonly intro: Html | null;
  /** In the order of the FAQ. */
  readonly questions: readonly QuestionView[];
}

/** A section as the front page lists it. */
export interface ListedSectionView {
  /** Anchor; null for the one unnamed section of a flat list. */
  readonly id: string | null;
  /** Old ids, which stay as anchors. */
  readonly formerly: readonly string[];
  /** Null for the one unnamed section of a flat list. */
  readonly title: string | null;
  /** What stands before its questions. */
  readonly intro: Html | null;
  /** Its own page; null where it has none. */
  readonly href: string | null;
  /** How many questions it holds, in words. */
  readonly count: string;
  /** Empty where the list would grow too long. */
  readonly listed: readonly ListedQuestionView[];
}

/** A section on its own page: with its answers in full, or else with a list of its questions. */
export interface GroupView {
  /** Anchor. */
  readonly id: string;
  /** Old ids, which stay as anchors. */
  readonly formerly: readonly string[];
  /** Its heading. */
  readonly title: string;
  /** What stands before its questions. */
  readonly intro: Html | null;
  /** Empty where there are too many for one page. */
  readonly questions: readonly QuestionView[];
  /** Empty where the answers stand on the page. */
  readonly listed: readonly ListedQuestionView[];
}

/** A question as a list names it, with the way to its page. */
export interface ListedQuestionView {
  /** Anchor of the entry: what once was the anchor of the answer still leads to it. */
  readonly id: string;
  /** Old ids, which stay as anchors. */
  readonly formerly: readonly string[];
  /** Position in the whole FAQ, from 1, written in the page's language. */
  readonly number: string;
  /** Its words. */
  readonly question: string;
  /** Its own page, or where its answer stands. */
  readonly href: string;
}

export interface QuestionView {
  /** Anchor on the index and on its own page. */
  readonly id: string;
  /** Old ids, which stay as anchors so that old links keep working. */
  readonly formerly: readonly string[];
  /** Position in the whole FAQ, from 1, written in the page's language. */
  readonly number: string;
  /** Its words. */
  readonly question: string;
  /** One-sentence answer, plain text. */
  readonly short: string | null;
  /** The whole answer, with its citations. */
  readonly answer: Html;
  /** Words for the field that finds questions; null where there are none. */
  readonly keywords: string | null;
  /** The question's own page, relative to the page that prints this. */
  readonly href: string;
  /** When the answer was last changed, as its author says. */
  readonly updated: DateView | null;
  /** The day to which the evidence was searched, as its author says. */
  readonly evidence: DateView | null;
  /** What changed in it, the newest first; empty but on its own page. */
  readonly history: readonly ChangeView[];
  /** How things stand with its sign-off; null where `policy.review` is `off`. */
  readonly review: ReviewView | null;
  /** Why a build would leave it out, as a whole sentence: only while an author previews it. */
  readonly unpublished: string | null;
  /** The original, where it has changed since it was translated; null otherwise. */
  readonly outdated: OutdatedView | null;
  /** Questions to read on with. */
  readonly related: readonly LinkView[];
  /** That a machine wrote the answer, or helped to; null where people wrote it. */
  readonly origin: OriginView | null;
  /** True where headings inside `sections` with titles push the question one level down (h3 instead of h2). */
  readonly nested: boolean;
}

/** One entry of `changes`. */
export interface ChangeView {
  /** When it was made. */
  readonly date: DateView;
  /** What it was, plain text. */
  readonly note: string;
  /** Whether `updated` and the feed follow it. */
  readonly kind: 'major' | 'minor';
}

/** The true state of one answer's sign-off. Null on a question where `policy.review` is `off`. */
export interface ReviewView {
  readonly state: 'signed' | 'changed' | 'expired' | 'unsigned';
  /** True for `signed` alone. */
  readonly reviewed: boolean;
  /** A whole sentence in the language of the page. Needs a block of its own: with other words in it, it counts as their claim. */
  readonly text: string;
  /** Who signed it: the `id` of one of `reviewers`; null unless it is signed. */
  readonly reviewer: string | null;
  /** `sha256:` and the digest of what was signed; null unless it is signed. */
  readonly digest: string | null;
  /** Address of the record of the sign-off, relative to the page; null unless it is signed. */
  readonly record: string | null;
  /** The approvals of others, where `policy.approvals` asks for several: `text` names them all. Empty unless it is signed. */
  readonly further: readonly FurtherApprovalView[];
}

/** What another reviewer signed of an answer. */
export interface FurtherApprovalView {
  /** Who signed it: the `id` of one of `reviewers`. */
  readonly reviewer: string;
  /** `sha256:` and the digest of what was signed. */
  readonly digest: string;
  /** Address of its record, relative to the page. */
  readonly record: string;
  /** Words of a link to the record. */
  readonly label: string;
  /** The same with the question, for who hears the link alone. */
  readonly spoken: string;
}

export interface OriginView {
  /** What the machine did. */
  readonly kind: 'assisted' | 'generated';
  /** Whole sentences in the language of the page. */
  readonly text: string;
}

export interface OutdatedView {
  /** A whole sentence in the language of the page. */
  readonly text: string;
  /** Address of the original. */
  readonly href: string;
  /** Its BCP 47 tag. */
  readonly language: string;
}

export interface StampView {
  /** The last day on which an answer was updated. */
  readonly updated: DateView | null;
  /** Those who signed off an answer, their names joined in the way of the language; null until somebody did. Label and names need blocks of their own, as `<dt>` and `<dd>`: in one they would claim that all was reviewed. */
  readonly reviewers: { readonly label: string; readonly text: string } | null;
  /** `0 of 9`; null where `policy.review` is `off`. */
  readonly signedOff: string | null;
}

export interface PublisherView {
  /** As a reader knows it. */
  readonly name: string;
  /** Its own site. */
  readonly url: string | null;
  /** What it says of itself. */
  readonly about: Html | null;
  /** Address of the copied image, relative to the page. */
  readonly logo: string | null;
  /** The same for the dark page; null where one serves both. */
  readonly logoDark: string | null;
}

export interface ContactView {
  /** The heading of the box. */
  readonly title: string;
  /** What stands below it. */
  readonly text: Html | null;
  /** What one may ask for. */
  readonly reasons: readonly string[];
  /** The first number. */
  readonly phone: PhoneView | null;
  /** More numbers, each with whose it is. */
  readonly phones: readonly (PhoneView & { readonly label: string })[];
  /** When somebody answers. */
  readonly hours: string | null;
  /** What it costs to ask. */
  readonly cost: string | null;
  /** Another way to ask. */
  readonly link: LinkView | null;
  /** Who answers, and who pays for it. */
  readonly disclosure: Html | null;
}

export interface PhoneView {
  /** The number as it was typed. */
  readonly display: string;
  /** To call it: `tel:` and the number. */
  readonly href: string;
}

export interface ChatView {
  /** The words of the link. */
  readonly label: string;
  /** The page of the site on which it opens, or the address of its provider. */
  readonly href: string;
  /** Whether the link leaves the site. */
  readonly leavesSite: boolean;
}

export interface RelatedView {
  /** Its title. */
  readonly title: string;
  /** Its address. */
  readonly href: string;
  /** What it is. */
  readonly description: string | null;
}

export interface ReviewerView {
  /** As in faq.yaml. */
  readonly id: string;
  /** The whole name. */
  readonly name: string;
  /** What they do here. */
  readonly role: string | null;
  /** What qualifies them. */
  readonly credentials: readonly string[];
  /** More of them. */
  readonly bio: Html | null;
  /** A page about them. */
  readonly url: string | null;
  /** Address of the copied portrait, relative to the page. */
  readonly image: string | null;
  /** One or two initials, for the place of an absent image. */
  readonly initials: string;
}

export interface DisclaimerView {
  /** Its heading. */
  readonly title: string;
  /** Its words. */
  readonly text: Html;
}

export interface SourceView {
  /** Anchor on this page. */
  readonly anchor: string;
  /** Number on this page, from 1. */
  readonly number: number;
  /** Never null: where the entry has no title, its authors stand for it. */
  readonly title: string;
  /** As the entry names them. */
  readonly authors: string | null;
  /** As the entry names it. */
  readonly publisher: string | null;
  /** When it was published. */
  readonly date: DateView | null;
  /** When somebody last looked whether it still says so. */
  readonly checked: DateView | null;
  /** Where to read it: its `url`, or the address of its DOI. */
  readonly href: string | null;
  /** The address as a person reads it: host, or `doi:10.…`. */
  readonly hrefLabel: string | null;
  /** Back to each place on this page that cites it. */
  readonly citedAt: readonly (LinkView & {
    /** A letter where there are several, else an arrow. */ readonly mark: string;
  })[];
}

/** What the stub at an old address receives. */
export interface MovedView {
  /** BCP 47 tag for `<html lang>`. */
  readonly language: string;
  /** The direction in which the language is written. */
  readonly dir: 'ltr' | 'rtl';
  /** What the program itself says, in the language of the site. */
  readonly words: Words;
  /** The Content Security Policy of the page. */
  readonly contentPolicy: Html;
  /** The title of the page that moved. */
  readonly title: string;
  /** Address of the new page. */
  readonly target: string;
  /** Address of the script that takes the fragment along; null where the target has its own. */
  readonly script: string | null;
  /** Absolute address of the new page where `url` is set. */
  readonly canonical: string | null;
}
