import type { StyleProblem } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';
import type { Faq } from '../faq/faq.ts';
import type { ProjectFiles } from '../faq/project.ts';
import { isRemote } from '../html/addresses.ts';
import { asBrowserReads } from '../html/loadedAddresses.ts';
import { readStyle, type StyleFault } from '../html/readStyle.ts';
import { decodeText } from '../yaml/decodeText.ts';
import type { Places } from '../yaml/places.ts';
import { nearestFile } from './nearestFile.ts';

/** A picture or font of the project that a style sheet loads. `start` to `end`: what stands for its address in the text. */
export interface StyleLoad {
  readonly start: number;
  readonly end: number;
  /** From the root of the project. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A style sheet that the publisher wrote. */
export interface OwnStyle extends TextFile {
  readonly loads: readonly StyleLoad[];
}

/** Pictures and fonts as browsers read them. */
const loadable = /\.(?:svg|png|jpe?g|gif|webp|avif|woff2?|ttf|otf)$/i;

/** The sheets that `theme.style` names, in their order; one that is not there is left out. */
export function readOwnStyles(
  faq: Faq | null,
  files: ProjectFiles,
  places: Places | null,
): { styles: OwnStyle[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const styles = (faq?.theme.styles ?? []).flatMap(({ file, path: place }) => {
    const path = file.replace(/^(?:\.\/)+/, '');
    const bytes = files.read(path);
    if (bytes === null) {
      diagnostics.push(
        diagnose('missing-file', places?.value(place) ?? null, {
          path: file,
          meant: nearestFile(path, files, /\.css$/i),
        }),
      );
      return [];
    }
    const { value, diagnostics: bad } = decodeText({ path, bytes });
    const { style, diagnostics: found } = readOwnStyle(value, files, { mayImport: false });
    diagnostics.push(...bad, ...found);
    return [style];
  });
  return { styles, diagnostics };
}

/**
 * What a sheet loads of the project, and what a browser would pass over in it without a word. `mayImport`: from sites
 * of `policy.origins`, which a sheet can where nothing stands before it.
 */
export function readOwnStyle(
  file: TextFile,
  files: ProjectFiles,
  { mayImport }: { mayImport: boolean },
): { style: OwnStyle; diagnostics: Diagnostic[] } {
  const { addresses, faults, rules } = readStyle(file.text);
  const told = (problem: StyleProblem, { start, end }: { start: number; end: number }): Diagnostic =>
    diagnose('invalid-style', { file: file.path, start, end }, { problem });
  const isRemoteImport = ({ problem, start, end }: StyleFault): boolean =>
    problem === 'import' && addresses.some((one) => start <= one.start && one.end <= end && isRemote(one.address));
  const diagnostics = faults
    .filter((fault) => !(mayImport && isRemoteImport(fault)))
    .map((fault) => told(fault.problem, fault));
  const fontFaces = rules.filter(({ conditions }) => /^@font-face\b/i.test(conditions.at(-1) ?? ''));
  const isFont = (start: number): boolean =>
    fontFaces.some(({ declarations }) => declarations.some((one) => one.start <= start && start < one.end));
  const isImport = (start: number): boolean => faults.some((one) => one.start <= start && start < one.end);
  const loads = addresses.flatMap(({ address, start, end }): StyleLoad[] => {
    if (/^data:/i.test(address) && isFont(start)) diagnostics.push(told('data-font', { start, end }));
    if (address === '' || address.startsWith('#') || isRemote(asBrowserReads(address)) || isImport(start)) return [];
    const typed = address.replace(/[?#].*$/, '');
    const path = typed.startsWith('/') ? typed : joined(file.path, typed);
    if (!loadable.test(path)) {
      diagnostics.push(told('no-picture', { start, end }));
      return [];
    }
    const bytes = path.startsWith('/') ? null : files.read(path);
    if (bytes) return [{ start, end, path, bytes }];
    const meant = meantAddress(file.path, typed, path, files);
    diagnostics.push(diagnose('missing-file', { file: file.path, start, end }, { path, meant, from: file.path }));
    return [];
  });
  return { style: { ...file, loads }, diagnostics };
}

/** What most likely was to stand for an address, as it is written in the sheet; null where nothing is near. */
function meantAddress(from: string, typed: string, path: string, files: ProjectFiles): string | null {
  if (typed.startsWith('/')) return null;
  const plain = typed.replace(/^(?:\.\/)+/, '');
  // It was written as in faq.yaml, from there.
  const isFromRoot = from.includes('/') && files.read(plain) !== null;
  const meant = isFromRoot ? plain : nearestFile(path, files, loadable);
  return meant === null ? null : addressFrom(from, meant);
}

function addressFrom(from: string, path: string): string {
  const [folders, steps] = [from.split('/').slice(0, -1), path.split('/')];
  while (folders.length > 0 && folders[0] === steps[0]) {
    folders.shift();
    steps.shift();
  }
  return [...folders.map(() => '..'), ...steps].join('/');
}

/** An address seen from the folder of a file. */
function joined(from: string, address: string): string {
  const steps = from.split('/').slice(0, -1);
  for (const step of address.split('/')) {
    if (step === '..') {
      if (steps.length === 0 || steps.at(-1) === '..') steps.push('..');
      else steps.pop();
    } else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
