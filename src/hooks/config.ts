/** What `faqgen.config.js` exports by default; every part may be missing. */
export interface Config {
  /** By name: a rule named `no-jargon` gives diagnostics with the code `own/no-jargon`. */
  readonly rules?: Readonly<Record<string, Rule>> | undefined;
  /** By name, which diagnostics show. */
  readonly outputs?: Readonly<Record<string, Output>> | undefined;
  readonly inlines?: readonly Inline[] | undefined;
}

/** Looks at what is published, and reports what is wrong with it. What it returns is not awaited. */
export type Rule = (faq: PublicFaq, report: (finding: Finding) => void) => void;

/** Makes files that are written beside the pages. What it returns is not awaited. */
export type Output = (faq: PublicFaq) => Iterable<OutputFile>;

/** What a rule has to say. */
export interface Finding {
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The remedy. */
  readonly help?: string | undefined;
  /** An `error` fails the build, a `warning` fails it under `--strict`. Default: `warning`. */
  readonly severity?: 'error' | 'warning' | 'note' | undefined;
  /** The text that it is about. Default: the file as a whole. */
  readonly at?: PublicText | undefined;
  /** Where in `at.text` it begins and ends (exclusive), in UTF-16 code units. Default: all of it. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

export interface OutputFile {
  /** From the folder of the site, with `/` between its parts; JSON not at its root. It ends in `.csv`, `.ics`, `.json`, `.jsonl`, `.tsv`, `.txt` or `.vcf`. */
  readonly path: string;
  readonly contents: string;
}

/** Words between marks, as in `==words==`, that are printed in an element of their own. */
export interface Inline {
  /** Two to four of the signs `= ^ : [ ] { }`; behind the words they are mirrored, as `]]` is to `[[`. */
  readonly marks: string;
  readonly element: 'b' | 'dfn' | 'i' | 'kbd' | 'mark' | 'samp' | 'small' | 'span' | 'u' | 'var';
  /** Begins with `own-`, as in `own-dose`. Default: none. */
  readonly class?: string | undefined;
}

/** A FAQ as it is published on one day: what is left out is not in it, but in a preview. It cannot be changed. */
export interface PublicFaq {
  readonly title: PublicText;
  readonly description: PublicText | null;
  /** BCP 47, as in `en-GB`. */
  readonly language: string;
  /** Absolute, ends in `/`. */
  readonly url: string | null;
  /** The day for which it is built, as in `2026-03-31`. */
  readonly asOf: string;
  readonly urgent: PublicText | null;
  readonly disclaimer: PublicText | null;
  readonly sections: readonly PublicSection[];
  /** Those that answers may cite, by their ids. */
  readonly sources: Readonly<Record<string, PublicSource>>;
}

export interface PublicSection {
  readonly id: string | null;
  readonly title: string | null;
  readonly intro: PublicText | null;
  readonly questions: readonly PublicQuestion[];
}

export interface PublicQuestion {
  readonly id: string;
  readonly question: PublicText;
  readonly short: PublicText | null;
  readonly answer: PublicText;
  readonly keywords: readonly string[];
  /** Ids of the sources that the answer cites, each once. */
  readonly sources: readonly string[];
  /** As in `2026-03-31`. */
  readonly updated: string | null;
  /** Who wrote the answer, where a machine did or helped: `by` is its name. Null of what people wrote. */
  readonly origin: { readonly kind: 'assisted' | 'generated'; readonly by: string | null } | null;
  /** How the review of this text stands. */
  readonly review: 'signed' | 'expired' | 'changed' | 'unsigned' | 'invalid';
}

export interface PublicText {
  /** As it was typed: Markdown, where the format says so. */
  readonly text: string;
  /** The words that a reader sees, a line for each block. */
  readonly plain: string;
}

export interface PublicSource {
  readonly title: string | null;
  readonly authors: string | null;
  readonly publisher: string | null;
  /** A day, a month or a year. */
  readonly date: string | null;
  readonly url: string | null;
  readonly doi: string | null;
}
