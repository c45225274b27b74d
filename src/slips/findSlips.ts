// In: faq.yaml as text, and what its shape complains of.
// Out: the slips of the keyboard behind the complaints, and the text that was meant.
// Does not know: what a FAQ is.

import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span, TextFile } from '../diagnostics/span.ts';
import { type CheckedShape, checkShape, textsIn } from '../schema/checkShape.ts';
import type { Path, Places } from '../yaml/places.ts';
import { type ReadYaml, readYaml } from '../yaml/readYaml.ts';
import { type Edit, LinesOf, type Slip, slipsAt } from './slips.ts';

/** What an editor most likely meant to type, and what differs from it. */
export interface Mended {
  readonly slips: readonly Diagnostic[];
  readonly text: string;
  /** Places in the mended text, as they stand in the file. */
  placesOf(places: Places): Places;
  /** A diagnostic of the mended text, at its place in the file. */
  placed(diagnostic: Diagnostic): Diagnostic;
}

/** Nobody mends more at a time; and of a long file each one takes its time. */
const mostSlips = 20;
const mostRead = 1_000_000;
/** A file with more of them is not a FAQ with a slip, but something else. */
const mostPlaces = 200;

/**
 * Looks for the slip of the keyboard behind each complaint: a likely one is
 * believed where mending it makes complaints go away, and none makes more of
 * them go. So each has one place and one remedy, and what only followed from
 * it is not said. Null where no slip is found. `read`, `shape`: what was read, and its shape where it has one.
 */
export function findSlips(file: TextFile, read: ReadYaml, shape: CheckedShape | null): Mended | null {
  let { text } = file;
  let now = judge(read, shape);
  if (now.places.length > mostPlaces) return null;
  const history: (readonly Edit[])[] = [];
  const slips: Diagnostic[] = [];
  const most = Math.max(2, Math.min(mostSlips, Math.floor(mostRead / text.length)));
  while (now.total > 0 && slips.length < most) {
    const lines = new LinesOf(text);
    const best = now.places.slice(0, 3).reduce<Slip | null>((found, place) => found ?? likeliest(lines, place), null);
    if (!best) break;
    const mended = applied(text, best.edits);
    const after = judge(readYaml({ path: file.path, text: mended }));
    if (after.total >= now.total) break;
    const [start, end] = [best.start, best.end].map((offset) => offsetBefore(offset, history));
    const span = { file: file.path, start: start ?? 0, end: Math.max(end ?? 0, (start ?? 0) + 1) };
    const { problem, help, feature, notes = [] } = best;
    slips.push(
      feature === undefined
        ? diagnose('yaml-syntax', span, { problem, help }, { notes })
        : diagnose('yaml-unsupported', span, { feature, help }, { notes }),
    );
    history.push(best.edits);
    text = mended;
    now = after;
  }
  if (slips.length === 0) return null;
  const back = (span: Span): Span => {
    const start = offsetBefore(span.start, history);
    return { ...span, start, end: Math.max(offsetBefore(span.end, history), start + 1) };
  };
  return {
    slips,
    text,
    placed: (diagnostic) => (diagnostic.span ? { ...diagnostic, span: back(diagnostic.span) } : diagnostic),
    placesOf: (places) => ({
      key: (path: Path) => back(places.key(path)),
      value: (path: Path) => back(places.value(path)),
      within: (path: Path, start: number, end: number) => back(places.within(path, start, end)),
    }),
  };
}

interface Judgement {
  /** Of two texts, the better has the smaller. A fault of YAML hides all faults of the shape. */
  readonly total: number;
  /** Where the complaints stand, the first ones first. */
  readonly places: readonly number[];
  /** How many texts there are, and how many of them stand where nothing can be said of them; null where YAML cannot be read. */
  readonly read: { readonly texts: number; readonly unchecked: number } | null;
}

const faultOfYaml = 10_000;

/** The change that helps most of those that may mend a complaint; tried on the lines around it, since reading takes its time. */
function likeliest(lines: LinesOf, place: number): Slip | null {
  const excerpt = lines.excerptAround(place);
  const before = judge(readYaml({ path: '', text: excerpt.text }));
  let best: { slip: Slip; total: number } | null = null;
  const tried = new Set<string>();
  for (const slip of slipsAt(lines, place)) {
    const text = applied(excerpt.text, slip.edits.flatMap(excerpt.within));
    if (tried.has(text)) continue;
    tried.add(text);
    const after = judge(readYaml({ path: '', text }));
    const { total } = after;
    if (!hides(slip, before, after) && total < (best?.total ?? before.total)) best = { slip, total };
    if (best?.total === 0) break;
  }
  return best?.slip ?? null;
}

/** Complaints that are only hidden are not mended. */
function hides({ isMove = false }: Slip, before: Judgement, after: Judgement): boolean {
  if (!before.read || !after.read) return false;
  return after.read.unchecked > before.read.unchecked || (isMove && after.read.texts < before.read.texts);
}

function judge({ value, places, diagnostics }: ReadYaml, checked?: CheckedShape | null): Judgement {
  const isYaml = diagnostics.every(({ code }) => code === 'duplicate-key');
  const shape = isYaml ? (checked ?? checkShape(value, places)) : null;
  const complaints = [...diagnostics, ...(shape?.diagnostics.filter(ofStructure) ?? [])];
  const isBegin = ({ code }: Diagnostic): boolean => !isYaml || misread.has(code);
  const offsets = complaints
    .filter(isBegin)
    .map(({ span }) => span?.start ?? 0)
    .sort((a, b) => a - b);
  return {
    total: complaints.length * (shape ? 1 : faultOfYaml),
    places: [...new Set(offsets)],
    read: shape && { texts: textsIn(value), unchecked: shape.unread },
  };
}

/** Where something is there, and read as something else. */
const misread: ReadonlySet<string> = new Set(['unknown-key', 'wrong-type', 'duplicate-key']);

/** What a slip of the keyboard can lead to; a wrong date is a matter of its own. */
function ofStructure({ code }: Diagnostic): boolean {
  return ['unknown-key', 'missing-key', 'wrong-type', 'empty-value', 'questions-or-sections'].includes(code);
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, text: typed } of edits) {
    result += text.slice(from, start) + typed;
    from = end;
  }
  return result + text.slice(from);
}

/** Where an offset of the mended text stands in the text before all that was mended. */
function offsetBefore(offset: number, history: readonly (readonly Edit[])[]): number {
  return history.reduceRight((after, edits) => {
    let shift = 0;
    for (const { start, end, text } of edits) {
      if (after < start + shift) break;
      if (after < start + shift + text.length) return Math.min(start + (after - start - shift), end);
      shift += text.length - (end - start);
    }
    return after - shift;
  }, offset);
}
