import { cardHeight, cardWidth } from '../pages/shareImage.ts';
import type { FontFace } from './fontFace.ts';

/** What a share image says. */
export interface ShareCard {
  readonly heading: string;
  /** One line each, below. */
  readonly footing: readonly string[];
  readonly dir: 'ltr' | 'rtl';
}

export interface CardColors {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
}

export interface CardFaces {
  readonly bold: FontFace;
  readonly regular: FontFace;
}

/** The name that the font files give to themselves. */
export const cardFamily = 'Amiri';

const margin = 84;
const lineWidth = cardWidth - 2 * margin;
/** Between the double rule and the footing, in which the heading stands in the middle. */
const headingTop = 104;
const headingHeight = 352;
/** Of a line, in ems: how far its signs rise and fall, and the way to the next line. Arabic needs more of each. */
const measures = {
  ltr: { ascent: 0.68, descent: 0.25, leading: 1.16 },
  rtl: { ascent: 1.05, descent: 0.5, leading: 1.45 },
};
/** Tried from the largest on. */
const headingSizes = [100, 88, 76, 66, 58];
const mostLines = 5;
/** In characters: a third of it fits. What is longer by far is no question, and would take its time. */
const longestText = 1000;
const footingSize = 36;
const footingStep = 48;
const lastBaseline = 568;

/**
 * A card as SVG: below a double rule the heading, as large as it fits, and the
 * footing at the bottom. Null where the font lacks a character, or a word is too
 * long for a line: no card is better than one with boxes or a broken word.
 */
export function drawCard({ heading, footing, dir }: ShareCard, colors: CardColors, faces: CardFaces): string | null {
  if ([heading, ...footing].some((text) => text.length > longestText)) return null;
  const set = setHeading(heading, dir, measuringOnce(faces.bold));
  const feet = footing.map((text) => cutToLine(text, footingSize, faces.regular));
  if (set === null || feet.some((text) => text === null)) return null;
  const { paper, ink, soft, accent } = colors;
  const { size, lines } = set;
  const { ascent, descent, leading } = measures[dir];
  const height = size * (ascent + descent + (lines.length - 1) * leading);
  const firstBaseline = headingTop + (headingHeight - height) / 2 + size * ascent;
  const line = (text: string, y: number, size: number, weight: 400 | 700, color: string): string => {
    // The rasterizer takes every line for one from left to right, unless it is told in the text.
    const [x, anchor, isolate] = dir === 'rtl' ? [cardWidth - margin, 'end', '\u2067'] : [margin, 'start', '\u2066'];
    return `<text x="${x}" y="${Math.round(y)}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight}" fill="${color}">${isolate}${escapeXml(text)}\u2069</text>`;
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${cardHeight}" font-family="${cardFamily}">`,
    `<rect width="${cardWidth}" height="${cardHeight}" fill="${paper}"/>`,
    `<rect x="${margin}" y="68" width="${lineWidth}" height="9" fill="${accent}"/>`,
    `<rect x="${margin}" y="82" width="${lineWidth}" height="2" fill="${accent}"/>`,
    ...lines.map((text, index) => line(text, firstBaseline + index * size * leading, size, 700, ink)),
    ...feet.map((text, index) =>
      line(
        text ?? '',
        lastBaseline - (feet.length - 1 - index) * footingStep,
        footingSize,
        400,
        index === 0 ? accent : soft,
      ),
    ),
    '</svg>',
    '',
  ].join('\n');
}

/** The same lines are tried at each size and at each narrower width. */
function measuringOnce({ covers, widthOf }: FontFace): FontFace {
  const widths = new Map<string, number>();
  return {
    covers,
    widthOf: (text) => {
      const width = widths.get(text) ?? widthOf(text);
      widths.set(text, width);
      return width;
    },
  };
}

function setHeading(text: string, dir: ShareCard['dir'], face: FontFace) {
  const words = wordsOf(text);
  if (words.length === 0 || !face.covers(words.join(' '))) return null;
  const { ascent, descent, leading } = measures[dir];
  for (const size of headingSizes) {
    const width = lineWidth / size;
    const most = Math.min(mostLines, 1 + Math.floor((headingHeight / size - ascent - descent) / leading));
    const lines = breakLines(words, width, face);
    if (lines !== null && lines.length <= most) return { size, lines: balance(words, lines, width, face) };
    if (size !== headingSizes.at(-1)) continue;
    if (lines === null) return null;
    const rest = lines.slice(most - 1).join(' ');
    const last = cutToLine(rest, size, face);
    return last === null ? null : { size, lines: [...lines.slice(0, most - 1), last] };
  }
  return null;
}

/** Fills one line after the other; null where a word is wider than a line. */
function breakLines(words: readonly string[], width: number, face: FontFace): string[] | null {
  const lines: string[] = [];
  for (const word of words) {
    if (face.widthOf(word) > width) return null;
    const last = lines.at(-1);
    if (last !== undefined && face.widthOf(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** As many lines, as even as they get: no word stands alone on the last one. */
function balance(words: readonly string[], lines: readonly string[], width: number, face: FontFace): readonly string[] {
  let even = lines;
  for (let narrower = width * 0.98; narrower > width / 2; narrower *= 0.98) {
    const tried = breakLines(words, narrower, face);
    if (tried === null || tried.length > lines.length) break;
    even = tried;
  }
  return even;
}

/** What of a text stands on one line, with an ellipsis where that is not all of it. */
function cutToLine(text: string, size: number, face: FontFace): string | null {
  const words = wordsOf(text);
  if (!face.covers(`${words.join(' ')}…`)) return null;
  const width = lineWidth / size;
  if (face.widthOf(words.join(' ')) <= width) return words.join(' ');
  let fitting: string | null = null;
  for (let kept = 1; kept < words.length; kept++) {
    const shown = words.slice(0, kept).join(' ');
    const line = `${shown.replace(/[,;:،؛–—-]+$/, '')}…`;
    if (face.widthOf(line) > width) break;
    fitting = line;
  }
  return fitting;
}

/** In the form in which most fonts have accented letters; a no-break space keeps its words together. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== '');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
