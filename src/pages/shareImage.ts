/** In pixels: what platforms ask for: 1.91 to 1. */
export const cardWidth = 1200;
export const cardHeight = 630;

/** A picture of the site that is not painted yet: SVG, which becomes a PNG at its path. */
export interface Drawing {
  readonly path: string;
  readonly svg: string;
  /** Digest of all that decides the bytes of the PNG. */
  readonly key: string;
}

export interface ShareImage extends Drawing {
  /** What it says. */
  readonly texts: readonly string[];
}

/** The pictures that other sites show of a shared link. */
export interface ShareImages {
  readonly front: ShareImage | null;
  /** By the id of the question. */
  readonly questions: ReadonlyMap<string, ShareImage>;
}
