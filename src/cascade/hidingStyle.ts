import { type Declaration, splitAt } from '../html/readStyle.ts';

/**
 * Whether a declaration takes the words of its element out of a reader's sight, as far as that can be told from it and
 * those beside it in its rule. `value`: with custom properties filled in.
 */
export function isHiding(property: string, value: string, beside: readonly Declaration[]): boolean {
  const text = value.toLowerCase();
  const test = tests[property] ?? (/^(?:inset|margin)(?:-|$)/.test(property) ? isFarAway : undefined);
  return test?.(text, beside) ?? false;
}

type Test = (value: string, beside: readonly Declaration[]) => boolean;

const isNoSize: Test = (value) => {
  const size = lengthOf(value);
  return size !== null && Math.abs(size) <= 2;
};

const isCut: Test = (value, beside) =>
  isNoSize(value, beside) ||
  (lengthOf(value) !== null &&
    beside.some(({ property, value: flow }) => /^overflow/.test(property) && /hidden|clip/i.test(flow)));

const isFarAway: Test = (value) =>
  splitAt(value, ' ').some((part) => {
    const length = lengthOf(part);
    const share = shareOf(part);
    return (
      (length !== null && (length <= -300 || length >= 3000)) || (share !== null && (share <= -60 || share >= 300))
    );
  });

const isFaint: Test = (value) => {
  const amount = amountOf(value);
  return amount !== null && amount < 0.5;
};

const isMoved: Test = (value) => {
  const shrunk = [...value.matchAll(/scale(?:3d|[xyz])?\(([^()]*)\)/g)].some(([, by = '']) =>
    by.split(',').some((one) => Math.abs(amountOf(one.trim()) ?? 1) < 0.4),
  );
  const moved = [...value.matchAll(/translate(?:3d|[xyz])?\(([^()]*)\)/g)].some(([, by = '']) => isTranslatedAway(by));
  return shrunk || moved || isUpsideDown(value) || /rotate[xy]\(\s*-?(?:90deg|0?\.25turn|100grad)/.test(value);
};

/** Mirrored, or upside down, where 6 is read as 9. */
function isUpsideDown(value: string): boolean {
  const mirrored = [...value.matchAll(/scale(?:3d|[xyz])?\(([^()]*)\)/g)].some(([, by = '']) =>
    /(?:^|[\s,])-/.test(by),
  );
  const turned = [...value.matchAll(/rotatez?\(\s*([^(),]*)\)/g)].some(([, angle = '']) => isHalfTurn(angle));
  return mirrored || turned;
}

/** Degrees to a unit. */
const angles: Readonly<Record<string, number>> = { deg: 1, grad: 0.9, turn: 360, rad: 180 / Math.PI };

function isHalfTurn(angle: string): boolean {
  const [, number, unit = ''] = /^([+-]?[\d.]+)(deg|grad|turn|rad)$/.exec(angle.trim()) ?? [];
  const degrees = Math.abs(Number(number ?? 0) * (angles[unit] ?? 1)) % 360;
  return degrees > 90 && degrees < 270;
}

function isTranslatedAway(value: string): boolean {
  return value
    .split(/[\s,]+/)
    .some((part) => Math.abs(lengthOf(part) ?? 0) >= 300 || Math.abs(shareOf(part) ?? 0) >= 100);
}

const isUnseen: Test = (value) =>
  value === 'transparent' ||
  /[,/]\s*(?:0?\.[0-4]\d*|0|[0-4]?\d(?:\.\d+)?%)\s*\)$/.test(alphaPart(value)) ||
  /^#(?:[\da-f]{3}[0-7]|[\da-f]{6}[0-7][\da-f])$/.test(value);

/** Of a colour with four values, all of it; nothing of others. */
function alphaPart(value: string): string {
  return /^(?:rgba|hsla)\(|\//.test(value) ? value : '';
}

const isAsText: Test = (value) => /^currentcolor$/i.test(value);

const isSmallType: Test = (value) => {
  const size = lengthOf(value);
  const share = shareOf(value);
  return (size !== null && size < 6) || (share !== null && share < 40);
};

const tests: Readonly<Record<string, Test | undefined>> = {
  display: (value) => /\bnone\b/.test(value),
  visibility: (value) => /^(?:hidden|collapse)$/.test(value),
  'content-visibility': (value) => value === 'hidden',
  opacity: isFaint,
  zoom: isFaint,
  'font-size': isSmallType,
  font: (value) => isSmallType(/(?:^|\s)(-?[\d.]+(?:[a-z]+|%)?)(?:\s*\/|\s)/.exec(value)?.[1] ?? '', []),
  height: isCut,
  'max-height': isCut,
  'block-size': isCut,
  'max-block-size': isCut,
  width: isNoSize,
  'max-width': isNoSize,
  'inline-size': isNoSize,
  'max-inline-size': isNoSize,
  'line-clamp': (value) => value !== 'none',
  '-webkit-line-clamp': (value) => value !== 'none',
  clip: (value) => value !== 'auto',
  'clip-path': (value) => value !== 'none' && !/^inset\(\s*0(?:px|%)?\s*(?:round [^()]*)?\)$/.test(value),
  mask: (value) => value !== 'none',
  'mask-image': (value) => value !== 'none',
  '-webkit-mask': (value) => value !== 'none',
  '-webkit-mask-image': (value) => value !== 'none',
  'text-indent': (value) => (lengthOf(value) ?? 0) < -80 || (shareOf(value) ?? 0) < -20,
  'letter-spacing': (value) => (lengthOf(value) ?? 0) < -3,
  'word-spacing': (value) => (lengthOf(value) ?? 0) < -3,
  // Words end in three dots.
  'text-overflow': (value) => value !== 'clip',
  'line-height': (value) => {
    const amount = /^[\d.]+%?$/.test(value) ? amountOf(value) : null;
    return (amount !== null && amount < 0.6) || (amount === null && (lengthOf(value) ?? 99) < 8);
  },
  left: isFarAway,
  right: isFarAway,
  top: isFarAway,
  bottom: isFarAway,
  translate: isTranslatedAway,
  transform: isMoved,
  scale: (value) => value.split(/\s+/).some((one) => (amountOf(one) ?? 1) < 0.4),
  rotate: (value) => isHalfTurn(value.replace(/^z\s+/, '')),
  color: isUnseen,
  '-webkit-text-fill-color': isUnseen,
  background: isAsText,
  'background-color': isAsText,
  '-webkit-text-security': (value) => value !== 'none',
  'unicode-bidi': (value) => /override/.test(value),
  'text-decoration': (value) => /line-through/.test(value),
  'text-decoration-line': (value) => /line-through/.test(value),
  filter: (value) => /(?:opacity\(\s*(?:0|\.[0-4]|[0-4]?\d%)|blur\(\s*(?!0)|(?:contrast|brightness)\(\s*0)/.test(value),
  'z-index': (value) => value.startsWith('-'),
  content: (value) => /url\(|^["']/.test(value),
};

/** Pixels to a unit: near enough to tell what is out of sight. */
const units: Readonly<Record<string, number | undefined>> = {
  px: 1,
  rem: 16,
  em: 16,
  ch: 8,
  ex: 8,
  lh: 24,
  rlh: 24,
  pt: 1.33,
  pc: 16,
  in: 96,
  cm: 38,
  mm: 3.8,
  q: 1,
  vw: 12,
  vi: 12,
  vh: 8,
  vb: 8,
};

/** In pixels; null of what is no lone length. Of several, the smallest, which `min()` gives at most. */
function lengthOf(value: string): number | null {
  const [, several] = /^min\((.+)\)$/.exec(value) ?? [];
  if (several !== undefined) {
    const known = several.split(',').flatMap((one) => lengthOf(one.trim()) ?? []);
    return known.length === 0 ? null : Math.min(...known);
  }
  const [, part = '', by = '', times = '1'] = /^calc\(([^*/]+)([*/])\s*([\d.]+)\s*\)$/.exec(value) ?? [];
  if (by !== '') {
    const length = lengthOf(part.trim());
    return length === null ? null : length * (by === '*' ? Number(times) : 1 / Number(times));
  }
  const [, number, unit = ''] = /^(?:calc\(\s*)?([+-]?(?:\d+\.?\d*|\.\d+))([a-z]*)\s*\)?$/.exec(value) ?? [];
  if (number === undefined) return null;
  if (unit === '') return Number(number) === 0 ? 0 : null;
  const factor = units[unit.replace(/^[sld]v/, 'v')];
  return factor === undefined ? null : Number(number) * factor;
}

function shareOf(value: string): number | null {
  const [, number] = /^(?:calc\(\s*)?([+-]?(?:\d+\.?\d*|\.\d+))%\s*\)?$/.exec(value) ?? [];
  return number === undefined ? null : Number(number);
}

/** A number, or a share of 1. */
function amountOf(value: string): number | null {
  const share = shareOf(value);
  if (share !== null) return share / 100;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : null;
}
