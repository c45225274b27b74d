// In: the tag of a language.
// Out: every word that the program itself puts on a page, dates, names and directions in that language.
// Does not know: what is printed with them.

/** Every word that the program itself puts on a page, in one language. `{…}` marks what is filled in. */
export interface Words {
  readonly skipToAnswers: string;
  /** On a page without answers. */
  readonly skipToContent: string;
  /** Names the strip above everything, for a screen reader. */
  readonly urgentHelp: string;
  /** A date follows. */
  readonly updated: string;
  readonly reviewer: string;
  readonly reviewers: string;
  readonly signedOff: string;
  /** `{n}` of `{total}` answers; `signedOff` stands before it. */
  readonly signedOffCount: string;
  /** Above the names of the sections, where each has a page of its own. */
  readonly sections: string;
  /** Above the questions on the page of a section. */
  readonly inSection: string;
  /** The label of the field that finds questions. */
  readonly find: string;
  /** `{n}` of `{total}` questions. */
  readonly found: string;
  readonly foundNone: string;
  /** As `foundNone`, where the list stays as it is. */
  readonly searchNone: string;
  readonly searchFailed: string;
  /** `{n}`: how many questions a section holds. */
  readonly questionCount: string;
  /** On the button that opens or closes all answers of a page. */
  readonly openAll: string;
  readonly closeAll: string;
  /** The link from an answer on the front page to the answer's own page; a colon and the question follow. */
  readonly ownPage: string;
  readonly sources: string;
  /** `{n}`: the number of a source, for a screen reader. */
  readonly sourceNumber: string;
  /** `{n}`: which citation the link leads back to. */
  readonly backToCitation: string;
  /** When somebody last looked at the source; a date follows. */
  readonly sourceChecked: string;
  /** Pages elsewhere. */
  readonly related: string;
  readonly relatedQuestions: string;
  /** The title of a contact box that has none of its own. */
  readonly contact: string;
  /** A telephone number follows, apart, so that it stays on one line and keeps its order in Arabic. */
  readonly call: string;
  /** A colon and the hours follow. */
  readonly hours: string;
  /** What it costs to ask; a colon and the price follow. */
  readonly cost: string;
  /** Between a label and what it names, with its spaces. */
  readonly colon: string;
  /** The label of a chat that has none of its own. */
  readonly chat: string;
  readonly chatElsewhere: string;
  /** The button that opens a chat on the page. */
  readonly chatStart: string;
  readonly chatFailed: string;
  /** `{provider}`: who runs the chat. */
  readonly chatNotice: string;
  /** `{provider}`; the link for those who have no script. */
  readonly chatAtProvider: string;
  /** The title of a disclaimer that has none of its own. */
  readonly disclaimer: string;
  /** The name of the publisher follows, on a line of its own. */
  readonly publisher: string;
  readonly previousQuestion: string;
  readonly nextQuestion: string;
  readonly allQuestions: string;
  /** Names the links to the neighbours of a question, for a screen reader. */
  readonly otherQuestions: string;
  /** Name the menu at the head of the page, and the links at its foot, for a screen reader. */
  readonly siteMenu: string;
  readonly siteLinks: string;
  /** Names the links to the same page in other languages, for a screen reader. */
  readonly otherLanguages: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly moved: string;
  /** An address follows: in a fragment, that of the site from which it comes. */
  readonly publishedAt: string;
  /** Above what changed in an answer. */
  readonly history: string;
  /** To which day the evidence was searched; a date follows. */
  readonly evidence: string;
  /** A whole sentence. `{date}`: the first day on which it was withdrawn. */
  readonly withdrawnOn: string;
  /** A colon follows, and a link to what takes its place. */
  readonly readInstead: string;
  /** A whole sentence, as are the three below it. */
  readonly waitingForReview: string;
  readonly changedSinceReview: string;
  /** `{date}`: when the review ran out. */
  readonly reviewExpired: string;
  /** `{reviewer}`, `{date}`, `{next}`. */
  readonly reviewedBy: string;
  /** Before the digest of a sign-off. */
  readonly reviewDigest: string;
  /** The link to the record of a sign-off. */
  readonly reviewRecord: string;
  /** A whole sentence about a translation; the link to the original follows. */
  readonly originalChanged: string;
  readonly readOriginal: string;
  /** A whole sentence, above every page of a preview. */
  readonly preview: string;
  /** Whole sentences of the preview that an author sees. `{date}`: the first day of its publication, or the first day after it. */
  readonly unpublished: {
    readonly draft: string;
    readonly scheduled: string;
    readonly expired: string;
    readonly unreviewed: string;
  };
  /** Before the number of a table, for a screen reader. */
  readonly table: string;
  readonly callouts: {
    readonly note: string;
    readonly tip: string;
    readonly important: string;
    readonly warning: string;
    readonly caution: string;
    readonly 'non-urgent': string;
    readonly urgent: string;
    readonly immediate: string;
  };
  /** Whole sentences, of an answer that a machine wrote or helped to write; `{tool}`: the name of the machine. */
  readonly origin: {
    readonly generated: string;
    readonly generatedBy: string;
    readonly assisted: string;
    readonly assistedBy: string;
    /** Behind one of those above, as long as the answer was never signed. */
    readonly unreviewed: string;
  };
}
