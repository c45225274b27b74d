import type { FontMeasures } from './fontFace.ts';

/** The measures of the letters of share images. */
export interface MeasuredFaces {
  readonly bold: FontMeasures;
  readonly regular: FontMeasures;
}

/** Null in the sources, which read the font files. In the program that `npm run prepare` makes, its maker puts the measures here. */
export const measuredFaces: (() => MeasuredFaces) | null = null as (() => MeasuredFaces) | null;
