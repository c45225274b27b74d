import { imageSize } from 'image-size';

/** In pixels, as a browser shows the picture by itself. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Read from the head of the file, so that a page keeps room for what comes later; null where it says none. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    if (!(width >= 1 && height >= 1)) return null;
    // From 5 on a camera was held upright (Exif 2.3, 4.6.4).
    const [across, down] = orientation < 5 ? [width, height] : [height, width];
    return { width: Math.round(across), height: Math.round(down) };
  } catch {
    // Broken, or of a kind that cannot be read: the browser will see.
    return null;
  }
}
