import { attributeOf, type Element, elementsWithin, isElement } from '../html/nodes.ts';

/** More of either is a slip. */
const widest = 60;

/** The rows of a table with a cell for each column: one that spans several stands in each of them, since Markdown has no spans. */
export function gridOf(table: Element): (Element | null)[][] {
  const rows = rowsOf(table);
  const grid: (Element | null)[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.childNodes) {
      if (!isElement(cell) || !['td', 'th'].includes(cell.tagName)) continue;
      while (grid[y]?.[x] !== undefined) x++;
      const [width, height] = [span(cell, 'colspan') || 1, span(cell, 'rowspan') || rows.length];
      for (let down = 0; down < height && y + down < rows.length; down++)
        for (let across = 0; across < width; across++) (grid[y + down] as (Element | null)[])[x + across] ??= cell;
      x += width;
    }
  }
  const columns = Math.max(0, ...grid.map((row) => row.length));
  return grid.filter((row) => row.length > 0).map((row) => Array.from({ length: columns }, (_, x) => row[x] ?? null));
}

/** Whether a cell spans more than one row or column. */
export function holdsSpans(table: Element): boolean {
  return rowsOf(table).some((row) =>
    row.childNodes.some((cell) => isElement(cell) && (span(cell, 'colspan') > 1 || span(cell, 'rowspan') !== 1)),
  );
}

/** A span of 0 rows goes to the last one (HTML, 4.9.11). */
function span(cell: Element, name: 'colspan' | 'rowspan'): number {
  const typed = Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  return Number.isNaN(typed) || typed < 0 ? 1 : Math.min(typed, widest);
}

/** A browser shows the foot last, wherever it stands. */
function rowsOf(table: Element): Element[] {
  const parts = table.childNodes.filter(isElement);
  const last = parts.filter(({ tagName }) => tagName === 'tfoot');
  return [...parts.filter((part) => !last.includes(part)), ...last].flatMap((part) =>
    part.tagName === 'tr' ? [part] : part.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'tr'),
  );
}

/** A table that only puts things beside each other: cells of one column, or tables within. */
export function isLayout(table: Element): boolean {
  const role = attributeOf(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  const within = elementsWithin(table);
  if (within.some(({ tagName }) => /^(?:table|h[1-6]|details|dl)$/.test(tagName))) return true;
  return rowsOf(table).every(({ childNodes }) => childNodes.filter(isElement).length < 2);
}
