import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Faq, ThemeFont } from '../faq/faq.ts';
import type { ProjectFiles } from '../faq/project.ts';
import { type FontFormat, type FontMetrics, fontFormat, readFontMetrics } from '../lettering/fontFile.ts';
import type { Places } from '../yaml/places.ts';
import { nearestFile } from './nearestFile.ts';

/** A font of `theme.fonts`, with its file. */
export interface OwnFont extends Omit<ThemeFont, 'file' | 'path'> {
  /** From the root of the project. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly format: FontFormat;
  /** Null where the file does not tell. */
  readonly metrics: FontMetrics | null;
}

/** `styles`: what the publisher's own sheets say. A font that is not there, or is none, is left out. */
export function readFonts(
  faq: Faq | null,
  files: ProjectFiles,
  places: Places | null,
  styles: string,
): { fonts: OwnFont[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const all = faq?.theme.fonts ?? [];
  const used = new Set(all.filter((font) => font.use !== null).map(({ family }) => family));
  const fonts = all.flatMap(({ file, path: place, ...font }): OwnFont[] => {
    const path = file.file.replace(/^(?:\.\/)+/, '');
    const span = places?.value(file.path) ?? null;
    const bytes = files.read(path);
    if (bytes === null) {
      const meant = nearestFile(path, files, /\.woff2?$/i);
      diagnostics.push(diagnose('missing-file', span, { path: file.file, meant }));
      return [];
    }
    const format = fontFormat(bytes);
    if (format === null) {
      diagnostics.push(diagnose('invalid-font', span, { path: file.file }));
      return [];
    }
    const metrics = readFontMetrics(bytes);
    if (metrics === null) diagnostics.push(diagnose('unmeasured-font', span, { path: file.file }));
    const { family } = font;
    if (!used.has(family) && !styles.includes(family)) {
      used.add(family);
      diagnostics.push(diagnose('unused-font', places?.value([...place, 'family']) ?? null, { family }));
    }
    return [{ ...font, path, bytes, format, metrics }];
  });
  return { fonts, diagnostics };
}

/**
 * The rules that load fonts, and set them for text and headings. Until a font
 * has come, one of the reader's stands in its place, with the height and the
 * width of its letters, so that nothing moves (CSS Fonts Level 5, 4.9 and 4.10). `nameOf`: the address of a file.
 */
export function fontStyle(fonts: readonly OwnFont[], nameOf: (path: string, bytes: Uint8Array) => string): string {
  const faces = fonts.map((font) => `${ownFace(font, nameOf(font.path, font.bytes))}${standInFaces(font)}`);
  const settings = (['text', 'headings'] as const).flatMap((place) => {
    const font = fonts.find(({ use }) => use === place || use === 'all');
    return font ? [`--${place === 'text' ? 'sans' : 'serif'}:${familyOf(font)}`] : [];
  });
  return `${faces.join('')}${settings.length > 0 ? `:root{${settings.join(';')}}` : ''}`;
}

/** Which fonts a browser fetches before it has read the style: one for text and one for headings, of those without a range. */
export function earlyFonts(fonts: readonly OwnFont[]): OwnFont[] {
  const found = (['text', 'headings'] as const).flatMap((place) => {
    const wanted = place === 'text' ? 400 : 600;
    const away = ({ weight }: OwnFont): number => {
      const [lightest = 0, boldest = lightest] = weight.split(' ').map(Number);
      return Math.max(lightest - wanted, wanted - boldest, 0);
    };
    const family = fonts.find(({ use }) => use === place || use === 'all')?.family;
    return fonts
      .filter((font) => font.family === family && font.style === 'normal' && font.range === null)
      .sort((a, b) => away(a) - away(b))
      .slice(0, 1);
  });
  return [...new Set(found)];
}

function ownFace({ family, weight, style, range, format }: OwnFont, name: string): string {
  return (
    `@font-face{font-family:"${family}";src:url("${name}")format("${format}");font-weight:${weight};` +
    `font-style:${style};font-display:swap${rangeOf(range)}}`
  );
}

function rangeOf(range: string | null): string {
  return range === null ? '' : `;unicode-range:${range}`;
}

function familyOf({ family, metrics }: OwnFont): string {
  const generic = kindOf(metrics);
  const others = generic === 'sans-serif' ? 'system-ui,sans-serif' : generic;
  return `"${family}",${metrics ? `"${family} fallback",` : ''}${others}`;
}

type Kind = 'serif' | 'sans-serif' | 'monospace';

function kindOf(metrics: FontMetrics | null): Kind {
  if (metrics?.isMonospaced) return 'monospace';
  return metrics?.isSerif ? 'serif' : 'sans-serif';
}

/** Fonts that most readers have, and how wide their letters are: measured of fonts made to their widths, as `averageWidth` is. */
const standIns: Readonly<Record<Kind, { names: readonly string[]; regular: number; bold: number }>> = {
  'sans-serif': { names: ['Arial', 'Helvetica', 'Liberation Sans', 'Arimo'], regular: 0.438, bold: 0.4733 },
  serif: { names: ['Times New Roman', 'Times', 'Liberation Serif', 'Tinos'], regular: 0.3957, bold: 0.421 },
  monospace: { names: ['Courier New', 'Courier', 'Liberation Mono', 'Cousine'], regular: 0.6001, bold: 0.6001 },
};

/** One for weights up to 500, and one for those above. */
function standInFaces({ family, weight, style, range, metrics }: OwnFont): string {
  if (metrics === null) return '';
  const { names, regular, bold } = standIns[kindOf(metrics)];
  const [lightest = 400, boldest = lightest] = weight.split(' ').map(Number);
  const isVariable = boldest > lightest;
  const face = (weights: string, isBold: boolean): string => {
    const cut = [isBold ? 'Bold' : '', style === 'italic' ? 'Italic' : ''].filter((one) => one !== '').join(' ');
    const sources = names.map((name) => `local("${cut === '' ? name : `${name} ${cut}`}")`);
    const own = isBold && isVariable ? metrics.boldWidth : metrics.averageWidth;
    // Where the font does not tell how wide it is in bold, it is as much wider as the stand-in.
    const scale = own === null ? (metrics.averageWidth ?? regular) / regular : own / (isBold ? bold : regular);
    const percent = (value: number): string => `${Number((value * 100).toFixed(2))}%`;
    return (
      `@font-face{font-family:"${family} fallback";src:${sources.join()};font-weight:${weights};font-style:${style};` +
      `size-adjust:${percent(scale)};ascent-override:${percent(metrics.ascent / scale)};` +
      `descent-override:${percent(metrics.descent / scale)};line-gap-override:${percent(metrics.lineGap / scale)}${rangeOf(range)}}`
    );
  };
  if (!isVariable) return face(weight, lightest > 500);
  return [
    ...(lightest <= 500 ? [face(`${lightest} ${Math.min(boldest, 500)}`, false)] : []),
    ...(boldest > 500 ? [face(`${Math.max(lightest, 501)} ${boldest}`, true)] : []),
  ].join('');
}
