import { advances, glyphsByCharacter, tablesOf } from '../lettering/openType.ts';

/** What is known of a typeface without drawing it. Widths are in ems. */
export interface FontFace {
  /** Whether it has a sign for every character of a text that is seen. */
  covers(text: string): boolean;
  /** How wide a text runs, white space and kerning aside: Arabic letters in the forms in which they join. */
  widthOf(text: string): number;
}

/** The widths of all signs of a typeface. */
export interface FontMeasures {
  /** Of the widths below. */
  readonly unitsPerEm: number;
  /** Characters that follow each other, in their order: the first, and the width of each. */
  readonly runs: readonly (readonly [first: number, widths: readonly number[]])[];
}

/** Reads the tables `cmap` and `hmtx` of a TrueType font (OpenType 1.9). */
export function measureFont(bytes: Uint8Array): FontMeasures {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(view);
  const unitsPerEm = view.getUint16(tables('head') + 18);
  const widthOf = advances(view, tables);
  const runs: [number, number[]][] = [];
  const glyphs = glyphsByCharacter(view, tables('cmap'));
  for (const [character, glyph] of [...glyphs].sort(([a], [b]) => a - b)) {
    const width = widthOf(glyph);
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === character) last[1].push(width);
    else runs.push([character, [width]]);
  }
  return { unitsPerEm, runs };
}

export function fontFaceOf({ unitsPerEm, runs }: FontMeasures): FontFace {
  const measure = (character: string): number | undefined => {
    const code = character.codePointAt(0) ?? 0;
    let [low, high] = [0, runs.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((runs[middle]?.[0] ?? 0) <= code) low = middle;
      else high = middle - 1;
    }
    const [first, widths] = runs[low] ?? [0, []];
    return widths[code - first];
  };
  const widthOf = (text: string): number => {
    let sum = 0;
    for (const character of joinArabic(text)) if (!isWeightless(character)) sum += measure(character) ?? 0;
    return sum / unitsPerEm;
  };
  const covers = (text: string): boolean =>
    [...text].every((character) => unseen.test(character) || measure(character) !== undefined);
  return { covers, widthOf };
}

/** Joiners, isolates and soft hyphens show no sign of their own. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;
/** Marks stand above or below a letter. Before U+0300, the soft hyphen alone has no width. */
function isWeightless(character: string): boolean {
  return (character >= '\u0300' || character === '\u00AD') && weightless.test(character);
}

const weightless = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Each Arabic letter in the form that it takes between its neighbours. Unicode
 * lists the forms in one order: isolated, final and, of a letter that joins
 * the next one, initial and medial (Arabic Presentation Forms-A and -B).
 */
function joinArabic(text: string): string {
  if (!/[\u0600-\u06FF]/.test(text)) return text;
  const forms = listForms();
  const letters = [...text.replaceAll(/\p{M}/gu, '')].map((letter) => ({ letter, forms: forms.get(letter) ?? [] }));
  return letters
    .map(({ letter, forms }, index) => {
      const follows = (letters[index - 1]?.forms.length ?? 0) === 4 && forms.length > 1;
      const leads = forms.length === 4 && (letters[index + 1]?.forms.length ?? 0) > 1;
      return forms[(follows ? 1 : 0) + (leads ? 2 : 0)] ?? letter;
    })
    .join('');
}

function listForms(): ReadonlyMap<string, readonly string[]> {
  const byLetter = new Map<string, string[]>();
  for (const [first, last] of [[0xfb50, 0xfbff] as const, [0xfe80, 0xfef4] as const]) {
    for (let character = first; character <= last; character++) {
      const form = String.fromCodePoint(character);
      const letter = form.normalize('NFKC');
      if (letter !== form && [...letter].length === 1) byLetter.set(letter, [...(byLetter.get(letter) ?? []), form]);
    }
  }
  return byLetter;
}
