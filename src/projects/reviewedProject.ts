import { resolve } from 'node:path';
import { type Host, type ProjectReader, UnreadableFile } from '../host/host.ts';
import { linkedIn } from '../inspect/linkedIds.ts';
import { readsAlike } from '../markdown/readsAlike.ts';
import { Memory } from '../memory.ts';
import { type Content, readContent } from '../review/readContent.ts';
import type { ReviewConditions } from '../review/readReviews.ts';
import type { IsoDate } from '../schema/dates.ts';
import { seenFrom } from './compileProject.ts';
import { describeUnreadable } from './report.ts';

/** What a project says of itself and its reviews on one day, with the paths of its files as seen from the current folder. */
export interface ReviewedProject {
  readonly reader: ProjectReader;
  readonly content: Content | null;
  readonly asOf: IsoDate;
}

/** Reads faq.yaml and the records. `content` is null where faq.yaml cannot be read; `diagnostics` says why. */
export function readReviewedProject(
  faqPath: string,
  { asOf, ...conditions }: Omit<ReviewConditions, 'asOf'> & { readonly asOf: IsoDate | null },
  host: Host,
): ReviewedProject & Pick<Content, 'diagnostics' | 'texts'> {
  const reader = host.openProject(resolve(host.cwd, faqPath));
  const day = asOf ?? host.today();
  const memory = new Memory();
  try {
    const content = seenFrom(
      host.cwd,
      reader.root,
      readContent(
        reader.read(),
        { ...conditions, asOf: day, url: null },
        { readsAlike, linkedIn: (text) => linkedIn(text, memory) },
        memory,
      ),
    );
    return { reader, content, asOf: day, diagnostics: content.diagnostics, texts: content.texts };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const unreadable = describeUnreadable(error, faqPath, host.cwd);
    return { reader, content: null, asOf: day, diagnostics: [unreadable], texts: new Map() };
  }
}
