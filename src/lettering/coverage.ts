/**
 * How much of each pixel is covered by outlines: what a piece of a line covers to its right is added up
 * where it stands, and a sum along each row then gives the rest. Exact but for rounding, and with
 * nothing but sums, products and roots, so that every machine has the same pixels.
 * These loops run for every edge of every letter: they take nothing apart and make no lists.
 */
export class Coverage {
  readonly width: number;
  readonly height: number;
  private readonly sums: Float32Array;
  /** The rows and columns in which something stands. */
  private top = Number.POSITIVE_INFINITY;
  private bottom = 0;
  private left = Number.POSITIVE_INFINITY;
  private right = 0;

  /** In pixels. */
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.sums = new Float32Array(width * height);
  }

  /** A curve from one point by way of `bend` to another, in pixels, downwards. False where it leaves the picture: nothing is added then. */
  addCurve(x0: number, y0: number, bendX: number, bendY: number, x1: number, y1: number): boolean {
    const top = Math.min(y0, bendY, y1);
    const bottom = Math.max(y0, bendY, y1);
    const left = Math.min(x0, bendX, x1);
    const right = Math.max(x0, bendX, x1);
    if (top < 0 || left < 0 || right >= this.width - 1 || bottom > this.height) return false;
    this.top = Math.min(this.top, Math.floor(top));
    this.bottom = Math.max(this.bottom, Math.ceil(bottom));
    this.left = Math.min(this.left, Math.floor(left));
    this.right = Math.max(this.right, Math.ceil(right) + 1);
    const awayX = x0 - 2 * bendX + x1;
    const awayY = y0 - 2 * bendY + y1;
    // As many straight lines as keep within a fortieth of a pixel of it.
    const steps = Math.ceil(Math.sqrt(10 * Math.sqrt(awayX * awayX + awayY * awayY))) || 1;
    let x = x0;
    let y = y0;
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      const rest = 1 - part;
      const nextX = rest * rest * x0 + 2 * rest * part * bendX + part * part * x1;
      const nextY = rest * rest * y0 + 2 * rest * part * bendY + part * part * y1;
      if (y < nextY) this.addLine(x, y, nextX, nextY, 1);
      else if (y > nextY) this.addLine(nextX, nextY, x, y, -1);
      x = nextX;
      y = nextY;
    }
    return true;
  }

  /** From a point to one below it. `direction`: -1 where the outline runs upwards. */
  private addLine(startX: number, startY: number, endX: number, endY: number, direction: 1 | -1): void {
    const sums = this.sums;
    const slope = (endX - startX) / (endY - startY);
    const last = Math.ceil(endY);
    for (let row = Math.floor(startY); row < last; row++) {
      const above = Math.max(row, startY);
      const below = Math.min(row + 1, endY);
      const height = direction * (below - above);
      const x0 = startX + (above - startY) * slope;
      const x1 = startX + (below - startY) * slope;
      const left = Math.min(x0, x1);
      const right = Math.max(x0, x1);
      for (let column = Math.floor(left); column === Math.floor(left) || column < right; column++) {
        const begin = Math.max(column, left);
        const end = Math.min(column + 1, right);
        const part = right > left ? (height * (end - begin)) / (right - left) : height;
        const beyond = part * ((begin + end) / 2 - column);
        const at = row * this.width + column;
        sums[at] = (sums[at] as number) + part - beyond;
        sums[at + 1] = (sums[at + 1] as number) + beyond;
      }
    }
  }

  /**
   * Writes the places of a palette where something is covered, and is empty then. `lines`: as in a PalettePicture of this
   * size. `first`: the place of the faintest of `levels` colours, the last of which stands for what is wholly covered.
   */
  pour(lines: Uint8Array, first: number, levels: number): void {
    for (let row = this.top; row < this.bottom; row++) this.pourRow(row, lines, first, levels);
    this.top = Number.POSITIVE_INFINITY;
    this.bottom = 0;
    this.left = Number.POSITIVE_INFINITY;
    this.right = 0;
  }

  private pourRow(row: number, lines: Uint8Array, first: number, levels: number): void {
    const sums = this.sums;
    const end = row * this.width + this.right;
    const before = row + 1;
    let sum = 0;
    for (let at = row * this.width + this.left; at < end; ) {
      sum += sums[at] as number;
      sums[at] = 0;
      const start = at++;
      while (at < end && sums[at] === 0) at++;
      // Contours that lie upon each other cover no more than all.
      const level = Math.round(Math.min(1, Math.abs(sum)) * levels);
      if (level === 0) continue;
      for (let place = before + start; place < before + at; place++)
        lines[place] = Math.max(lines[place] as number, first + level - 1);
    }
  }
}
