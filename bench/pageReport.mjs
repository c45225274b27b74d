// What `pages.mjs` found, as Markdown tables.

import { markdownTable } from './speedReport.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./pageFigures.mjs').figuresOf>>} Figures
 * @typedef {{ name: string, figures: Figures, shortHeights: number[] }} PageResult  faqgen is the first
 *   `shortHeights`: of the page with 25 short answers, at the narrowest and the widest screen
 */

/** What a reader loads, where the first answer is, and what else holds. @param {PageResult[]} results */
export function pageTables(results) {
  const header = ['', ...results.map(({ name }) => name)];
  const row = (title, of) => [title, ...results.map(({ figures, shortHeights }) => of(figures, shortHeights))];
  const placeRows = (title, of) =>
    results[0].figures.places.map(({ width, height }, at) =>
      row(`${title} ${width} × ${height}`, ({ places }) => of(places[at])),
    );
  const ends = [0, results[0].figures.places.length - 1];
  return [
    '### What is loaded',
    markdownTable(header, [
      row('bytes, Brotli', ({ br }) => number(br)),
      row('bytes, gzip', ({ gzip }) => number(gzip)),
      row('of them the page itself, Brotli', ({ sent }) => number(sent[0].bytes)),
      row('requests', ({ requests }) => number(requests)),
      row('of them to other sites', ({ foreign, foreignRequests }) =>
        foreignRequests === 0 ? '0' : `${foreignRequests} (${foreign.join(', ')}), bytes unknown`,
      ),
    ]),
    '### Where the first answer is',
    markdownTable(header, [
      ...placeRows('its question, px from the top, at', ({ heading }) => number(heading)),
      ...placeRows('its first line, at', ({ line }) => (line === null ? 'closed' : number(line))),
    ]),
    '### How long the page is',
    markdownTable(header, [
      ...ends.map((at) => row(`nine answers at ${widthAt(results, at)}, px`, ({ places }) => number(places[at].tall))),
      ...ends.map((at) =>
        row(`type at ${widthAt(results, at)}, px: text, tables, questions`, ({ places }) => sizes(places[at].type)),
      ),
      ...ends.map((at, end) =>
        row(`25 short answers at ${widthAt(results, at)}, px`, (_, shortHeights) => number(shortHeights[end])),
      ),
      row('sheets of A4', ({ pages }) => number(pages)),
      row('type on them, pt: text, tables', ({ onPaper }) => sizes(onPaper.type.slice(0, 2), 72 / 96)),
      row('answers on them', ({ onPaper }) => `${onPaper.open} of ${onPaper.of}`),
      row('addresses of sources on them', ({ onPaper }) => number(onPaper.addresses)),
    ]),
    '### What else holds',
    markdownTable(header, [
      ...placeRows('axe, light, at', ({ axe }) => faults(axe)),
      row('axe, dark', ({ dark }) => (dark ? faults(dark.axe) : 'no dark page')),
      row('layout shift (CLS), the worst load', ({ shifts }) => worstShift(shifts)),
      row('scrolls sideways', ({ places }) => (places.some(({ sideways }) => sideways) ? 'yes' : 'no')),
      row('answers in sight without a script', ({ withoutScript }) => `${withoutScript.open} of ${withoutScript.of}`),
      row('opened by hand without one', ({ withoutScript }) => number(withoutScript.closed)),
    ]),
  ].join('\n\n');
}

/** What changed. @param {Record<'title' | 'reported' | 'before' | 'now', string | number>[]} rows */
export function changeTable(rows) {
  return markdownTable(
    ['', 'as reported', 'before, measured here', 'now'],
    rows.map(({ title, reported, before, now }) => [title, number(reported), number(before), number(now)]),
  );
}

/** What the bytes are for. @param {{ part: string, br: number, gzip: number }[]} parts */
export function weightTable(parts) {
  return markdownTable(
    ['', 'Brotli', 'gzip'],
    parts.map(({ part, br, gzip }) => [part, number(br), number(gzip)]),
  );
}

/** Rules, with the number of elements at which each found fault. */
function faults(axe) {
  if (axe.length === 0) return '0';
  const counts = new Map();
  for (const id of axe) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) => `${count} ${id}`).join(', ');
}

function worstShift(shifts) {
  const shifted = shifts.filter((shift) => shift >= 0.0005);
  if (shifted.length === 0) return '0.000';
  return `${Math.max(...shifted).toFixed(3)}, ${shifted.length} of ${shifts.length} loads shift`;
}

function sizes(type, unit = 1) {
  return type.map((size) => Number((size * unit).toFixed(1))).join(', ');
}

function widthAt(results, at) {
  return number(results[0].figures.places[at].width);
}

function number(value) {
  return value.toLocaleString('en');
}
