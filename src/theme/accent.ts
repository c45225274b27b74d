/**
 * The theme's accent for the light and for the dark scheme: the colour itself
 * where it is legible, else the nearest shade of it that is. A shade is
 * mixed with black or white in steps of a fiftieth until its contrast with every
 * ground it stands on is 4.5 to 1 (WCAG 2.2, success criterion 1.4.3).
 */
export function accentShades(accent: string): { light: string; dark: string } {
  return { light: legible(accent, lightGrounds, '#000000'), dark: legible(accent, darkGrounds, '#ffffff') };
}

/** `--paper`, `--wash` and `--mark` of style.css. */
const lightGrounds = ['#fbfaf6', '#eef3ef', '#cfe6df'];
const darkGrounds = ['#12191b', '#18262a', '#1d4644'];

/** The nearest shade of a colour, as `#rrggbb`, that has 4.5 to 1 on each ground; `towards` itself where none has. */
export function legible(color: string, grounds: readonly string[], towards: string): string {
  for (let step = 0; step < 50; step++) {
    const shade = mix(color, towards, step / 50);
    if (grounds.every((ground) => contrast(shade, ground) >= 4.5)) return shade;
  }
  return towards;
}

/** The lowest contrast that a colour has on the light page. */
export function contrastOnLight(color: string): number {
  return Math.min(...lightGrounds.map((ground) => contrast(color, ground)));
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, index) => Math.round(value + ((target[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}
