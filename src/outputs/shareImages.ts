import { createHash } from 'node:crypto';
import type { Typeface } from '../faq/project.ts';
import type { Memory } from '../memory.ts';
import { assetOf } from '../pages/assets.ts';
import type { Drawing, ShareImage, ShareImages } from '../pages/shareImage.ts';
import type { Edition } from '../review/selectEdition.ts';
import { accentShades } from '../theme/accent.ts';
import { directionOf } from '../words/language.ts';
import { fontFaceOf, measureFont } from './fontFace.ts';
import { type MeasuredFaces, measuredFaces } from './measuredFaces.ts';
import { type CardColors, type CardFaces, drawCard } from './shareCard.ts';

/** Painting takes about a tenth of a second each: above this, every page shares the picture of the front page. */
export const mostCards = 200;

/** What turns SVG into PNG, with which letters and of which kind: another one may give other bytes. A test compares it with package.json. */
export const paintedWith = '@resvg/resvg-wasm 2.6.2, @expo-google-fonts/amiri 0.4.1, a palette, painter 1';

/**
 * Draws a card for the front page and for each question. There are none
 * without `url`, since other sites ask for absolute addresses, and none of a
 * text that the typeface cannot show.
 */
export function drawShareImages(
  { faq, sections }: Edition,
  style: string,
  typeface: () => Typeface,
  memory: Memory,
): ShareImages {
  if (faq.url === null || faq.outputs.shareImages === 'none') return { front: null, questions: new Map() };
  const faces = (): CardFaces =>
    memory.recall('card faces', paintedWith, () => {
      const { bold, regular } = measuredFaces?.() ?? measureFaces(typeface());
      return { bold: fontFaceOf(bold), regular: fontFaceOf(regular) };
    });
  const colors = colorsOf(style, faq.theme.accent);
  const dir = directionOf(faq.language);
  const publisher = faq.publisher === null ? [] : [faq.publisher.name];
  const draw = (name: string, heading: string, footing: readonly string[]): ShareImage | null => {
    const key = JSON.stringify([name, heading, footing, dir, colors]);
    return memory.recall('share image', key, () => {
      const svg = drawCard({ heading, footing, dir }, colors, faces());
      return svg === null ? null : imageOf(name, svg, [heading, ...footing]);
    });
  };
  const questions = sections.flatMap((section) => section.questions);
  const hasCards = faq.outputs.shareImages === 'all' && questions.length <= mostCards;
  return {
    front: draw('share', faq.title, publisher),
    questions: new Map(
      (hasCards ? questions : []).flatMap(({ id, question }) => {
        const image = draw(`share-${id}`, question, [faq.title, ...publisher]);
        return image === null ? [] : [[id, image] as const];
      }),
    ),
  };
}

/** The pictures to paint, each once. */
export function drawingsOf({ front, questions }: ShareImages): Drawing[] {
  const all = [...(front === null ? [] : [front]), ...questions.values()];
  return [...new Map(all.map((image) => [image.path, image])).values()];
}

function imageOf(name: string, svg: string, texts: readonly string[]): ShareImage {
  const key = createHash('sha256').update(`${paintedWith}\0${svg}`).digest('hex');
  return { path: assetOf(`${name}.png`, key).path, svg, key, texts };
}

export function measureFaces({ bold, regular }: Typeface): MeasuredFaces {
  return { bold: measureFont(bold), regular: measureFont(regular) };
}

/** The colours of the light scheme, as the stylesheet of the theme has them. */
function colorsOf(style: string, accent: string | null): CardColors {
  const color = (name: string, otherwise: string): string =>
    new RegExp(`--${name}:\\s*(?:light-dark\\(\\s*)?(#[0-9a-f]{6})\\b`, 'i').exec(style)?.[1] ?? otherwise;
  return {
    paper: color('paper', '#fbfaf6'),
    ink: color('ink', '#1c2629'),
    soft: color('soft', '#55646a'),
    accent: accent === null ? color('accent-light', '#0a5c5a') : accentShades(accent.toLowerCase()).light,
  };
}
