// In: faq.yaml and ids.lock as text.
// Out: a `Faq`, whole and with its defaults, or what the editor slipped at and the line that mends it.
// Does not know: Markdown, pages, and the disk.

import type { Duration, IsoDate } from '../schema/dates.ts';
import type { Audience, Specialty } from '../schema/medicine.ts';
import type { Origin } from '../schema/origins.ts';
import type { ReplaceableWord } from '../schema/replaceableWords.ts';
import type { Path, Prose } from '../yaml/places.ts';

/**
 * The glossary of the domain: a FAQ as it was read and checked, whole and with
 * its defaults. What is absent is null. `path` says where in faq.yaml a thing
 * was written, for diagnostics that are found later.
 */
export interface Faq {
  readonly title: string;
  readonly description: string | null;
  readonly language: string;
  /** Of this FAQ, into other languages; one of them may be its original. */
  readonly translations: readonly Translation[];
  /** Absolute, ends in `/`. */
  readonly url: string | null;
  readonly publisher: Publisher | null;
  readonly urgent: Prose | null;
  /** A flat list of questions is one section without a title. */
  readonly sections: readonly Section[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly reviewers: readonly Reviewer[];
  readonly contact: Contact | null;
  readonly chat: Chat | null;
  readonly related: readonly RelatedPage[];
  readonly disclaimer: Disclaimer | null;
  readonly policy: Policy;
  readonly outputs: Outputs;
  readonly theme: Theme;
  readonly site: SiteFrame;
  /** In the place of built-in ones. */
  readonly words: Readonly<Partial<Record<ReplaceableWord, string>>>;
  /** Of the answers that do not say it themselves; null where people wrote them. */
  readonly origin: Origin | null;
  /** Null where it is about anything but medicine. */
  readonly medical: Medical | null;
}

/** What a medical FAQ says of itself. */
export interface Medical {
  readonly audience: Audience | null;
  readonly specialty: Specialty | null;
}

export interface Section {
  readonly id: string | null;
  readonly title: string | null;
  readonly intro: Prose | null;
  readonly formerly: readonly string[];
  readonly questions: readonly Question[];
  readonly path: Path;
}

export interface Question {
  readonly id: string;
  readonly question: string;
  readonly short: string | null;
  readonly answer: Prose;
  /** Words by which readers may look for it; not shown. */
  readonly keywords: readonly string[];
  /** As typed, or else the day of the newest major change. */
  readonly updated: IsoDate | null;
  /** In the order of the file. */
  readonly changes: readonly Change[];
  /** The day to which the evidence was searched. */
  readonly evidence: IsoDate | null;
  readonly publish: IsoDate | null;
  readonly expires: IsoDate | null;
  readonly withdrawn: Withdrawal | null;
  readonly draft: boolean;
  readonly formerly: readonly string[];
  readonly related: readonly string[];
  /** Digest of the original from which it was translated. */
  readonly translatedFrom: string | null;
  /** Null where people wrote it. */
  readonly origin: Origin | null;
  readonly path: Path;
}

/** What changed in an answer, for its readers. Of a major change, `updated` and the feed tell. */
export interface Change {
  readonly on: IsoDate;
  readonly note: string;
  readonly kind: 'major' | 'minor';
}

/** From a day on the page of an answer says why it is there no more. */
export interface Withdrawal {
  readonly on: IsoDate;
  readonly reason: string;
  /** The id of a question, or a whole address. */
  readonly instead: string | null;
}

/** The same FAQ in another language: a site of its own, made of a file of its own. */
export interface Translation {
  readonly language: string;
  /** Absolute, or the way there from the folder of this site. Ends in `/`. */
  readonly url: string;
  readonly file: FilePath | null;
  /** Whether this FAQ was translated from it. */
  readonly isOriginal: boolean;
  readonly path: Path;
}

/** A work that answers cite. The program's word for the text of a file is TextFile, never source. */
export interface Source {
  readonly id: string;
  readonly title: string | null;
  readonly authors: string | null;
  readonly publisher: string | null;
  /** A day, a month or a year. */
  readonly date: string | null;
  readonly url: string | null;
  readonly doi: string | null;
  readonly checked: IsoDate | null;
  readonly path: Path;
}

export interface Reviewer {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly credentials: readonly string[];
  readonly bio: Prose | null;
  readonly url: string | null;
  readonly image: FilePath | null;
  readonly keys: readonly ReviewerKey[];
}

/** A key of a reviewer, and the days of the approvals that it signs, both included; null: no limit. */
export interface ReviewerKey {
  /** Ed25519 public key of SSH: its part in base64. */
  readonly key: string;
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  /** Where it stands in faq.yaml: an entry of `keys`, or `key` itself. Empty elsewhere. */
  readonly path: Path;
}

export interface Publisher {
  readonly name: string;
  readonly url: string | null;
  readonly about: Prose | null;
  readonly logo: FilePath | null;
  /** In the place of `logo` on the dark page. */
  readonly logoDark: FilePath | null;
}

export interface Contact {
  readonly title: string | null;
  readonly text: Prose | null;
  readonly reasons: readonly string[];
  readonly phone: string | null;
  /** More numbers, each for something else. */
  readonly phones: readonly { readonly label: string; readonly number: string }[];
  readonly hours: string | null;
  /** What it costs to ask. */
  readonly cost: string | null;
  readonly link: { readonly label: string; readonly url: string } | null;
  readonly disclosure: Prose | null;
}

export interface Chat {
  /** The provider's own page. */
  readonly url: string;
  readonly label: string | null;
  /** The licence number of LiveChat, where the chat opens on a page of the site; else null. */
  readonly embedded: string | null;
}

export interface RelatedPage {
  readonly title: string;
  readonly url: string;
  readonly description: string | null;
}

export interface Disclaimer {
  readonly title: string | null;
  readonly text: Prose;
}

export interface Policy {
  readonly review: 'off' | 'warn' | 'require';
  readonly unreviewed: 'show' | 'last-approved' | 'hide';
  /** What it takes to call an answer reviewed; null: one approval, of whatever kind. */
  readonly approvals: ApprovalPolicy | null;
  /** How long a sign-off lasts at most. */
  readonly reviewEvery: Duration | null;
  /** How often each source is opened again. */
  readonly sourcesEvery: Duration | null;
  readonly citations: 'off' | 'warn' | 'require';
  /** Highest Flesch-Kincaid grade of an answer. */
  readonly readingGrade: number | null;
  /** What carries the answers: the front page, or the pages of the sections. `auto`: as many as there are decide. */
  readonly index: 'auto' | 'answers' | 'sections';
  /** Other sites from which a theme may load style, pictures, fonts and media: scheme and host, as in `https://cdn.example.org`. */
  readonly origins: readonly string[];
  /** Other sites that may show this one in a frame: scheme and host, as in `https://www.clinic.example`. */
  readonly frameAncestors: readonly string[];
}

export interface ApprovalPolicy {
  /** By so many different reviewers. */
  readonly count: number;
  /** In each of these kinds, as many as `count`; empty where the kinds do not matter. */
  readonly kinds: readonly string[];
}

/** What is made beside the pages and what they need. */
export interface Outputs {
  /** Each page as Markdown. */
  readonly markdown: boolean;
  /** `faq.json` and its schema. */
  readonly json: boolean;
  /** `feed.xml`, where `url` is known. */
  readonly feed: boolean;
  /** `llms.txt`. */
  readonly llms: boolean;
  /** Which pages have a picture of their own for links to them, where `url` is known. */
  readonly shareImages: 'all' | 'front' | 'none';
  /** verify.html; null: where an answer is signed with a key. */
  readonly verify: boolean | null;
  /** The front page as a fragment for other sites, with what shows it there. Needs `url`. */
  readonly fragment: boolean;
}

export interface Theme {
  readonly accent: string | null;
  /** How answers stand on pages that hold several. */
  readonly answers: 'open' | 'closed';
  /** Style sheets behind the built-in one, in their order. */
  readonly styles: readonly FilePath[];
  readonly fonts: readonly ThemeFont[];
  /** For templates, by their names. */
  readonly params: Readonly<Record<string, string>>;
  readonly templates: FilePath | null;
}

/** What the site has around the FAQ. */
export interface SiteFrame {
  /** The publisher's main site. */
  readonly home: SiteLink | null;
  readonly nav: readonly SiteLink[];
  readonly footer: readonly SiteLink[];
  /** Files of Markdown, each a page of the site. */
  readonly pages: readonly FilePath[];
}

export interface SiteLink {
  readonly label: string;
  /** As it was typed: an address as in Markdown. */
  readonly url: string;
  readonly path: Path;
}

/** A font file of the publisher. */
export interface ThemeFont {
  readonly family: string;
  readonly file: FilePath;
  /** A number of CSS, or two of a variable font: `400`, `100 900`. */
  readonly weight: string;
  readonly style: 'normal' | 'italic';
  /** The characters for which it is loaded, as in `U+0000-00FF`; null for all. */
  readonly range: string | null;
  /** For what the built-in style uses it; null where the publisher's own style says so. */
  readonly use: 'text' | 'headings' | 'all' | null;
  readonly path: Path;
}

/** A file or folder of the project, as the author wrote it, and where. */
export interface FilePath {
  readonly file: string;
  readonly path: Path;
}

/** The links around the FAQ, in the order of the page. */
export function siteLinksOf({ site }: Pick<Faq, 'site'>): SiteLink[] {
  return [...(site.home ? [site.home] : []), ...site.nav, ...site.footer];
}

export function questionsOf(faq: Faq): Question[] {
  return faq.sections.flatMap(({ questions }) => questions);
}
