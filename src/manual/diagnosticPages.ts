// In: the pages and cases that the package brings along, and the tree of the commands.
// Out: what the program says of itself: what a code means, and how a command is called.
// Does not know: the FAQ of anybody.

import { type Code, catalogue, type Severity } from '../diagnostics/catalogue.ts';

/** What docs/diagnostics.md says of one code. */
export interface DiagnosticPage {
  readonly code: Code;
  /** As in the catalogue; a policy may decide otherwise, as the explanation then says. */
  readonly severity: Severity;
  /** The first sentence behind the severity. */
  readonly summary: string;
  /** Markdown, without the heading. */
  readonly explanation: string;
}

/** The pages of all codes in their order in docs/diagnostics.md, whose text is given. */
export function diagnosticPages(documentation: string): DiagnosticPage[] {
  return documentation.split(/^### /m).flatMap((section) => {
    const [, code, rest = ''] = /^`([a-z0-9-]+)`\n([\s\S]*)$/.exec(section) ?? [];
    if (code === undefined || !isCode(code)) return [];
    const explanation = rest.replace(/^#{1,2} [\s\S]*/m, '').trim();
    return [{ code, severity: catalogue[code].severity, summary: summaryOf(explanation), explanation }];
  });
}

function isCode(code: string): code is Code {
  return Object.hasOwn(catalogue, code);
}

function summaryOf(explanation: string): string {
  const [paragraph = ''] = explanation.split('\n\n');
  const sentences = paragraph.replaceAll('\n', ' ').match(sentence) ?? [];
  return ((/^(?:Error|Warning|Note)\b/.test(sentences[0] ?? '') ? sentences[1] : sentences[0]) ?? '').trim();
}

/** A stop in the middle of a word, or in code, ends none. */
const sentence = /(?:`[^`]*`|[^`.?]|[.?](?! |$))+[.?](?= |$)/g;
