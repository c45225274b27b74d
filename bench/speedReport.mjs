// What `speed.mjs` measured, as Markdown tables and as a chart.

/** The jobs, as their columns are headed. */
export const jobs = {
  fresh: 'fresh, nothing cached',
  cached: 'fresh, caches kept',
  unchanged: 'nothing changed',
  edited: 'one answer edited',
};

/**
 * @typedef {keyof typeof jobs} Job
 * @typedef {{ ms: number, cpuMs: number | null, kB: number | null }} Build  one build; null where it was not measured
 * @typedef {Build[] | string} Measured  the builds of a job, or why there are none
 * @typedef {{ name: string, jobs: Record<Job, Measured> }} RunnerResult
 * @typedef {{ size: number, rounds: number, runners: RunnerResult[] }} SizeResult  faqgen is the first of the runners
 */

/** A table for each size, and one of the growth between sizes. @param {SizeResult[]} results */
export function speedTables(results) {
  const tables = results.map(({ size, rounds, runners }) => {
    const rows = runners.map(({ name, jobs: measured }) => [
      name,
      ...Object.keys(jobs).map((job) => timeCell(measured[job], name === 'faqgen' ? null : runners[0].jobs[job])),
      seconds(medianOf(measured.fresh, 'cpuMs')),
      megabytes(peakOf(measured)),
    ]);
    const header = ['', ...Object.values(jobs), 'CPU, first job', 'peak memory'];
    const title = `### ${number(size)} questions, ${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`}`;
    return `${title}\n\n${markdownTable(header, rows)}`;
  });
  return [...tables, ...growthTable(results)].join('\n\n');
}

/** A table of saves. @param {{ size: number, name: string, ms: number[] | string }[]} results */
export function watchTable(results) {
  const rows = results.map(({ size, name, ms }) =>
    typeof ms === 'string'
      ? [number(size), name, ms, '', '', '']
      : [number(size), name, ...[median(ms), Math.min(...ms), Math.max(...ms)].map(milliseconds), String(ms.length)],
  );
  return markdownTable(['questions', '', 'median', 'least', 'most', 'saves'], rows);
}

/** The document with the text between the two comments of that name replaced. Throws where it has no such comments. */
export function withGenerated(document, name, text) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no place between ${begin} and ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}

/**
 * A chart: a row a size, a column a job, a bar a runner. Each row has a scale of its own, from zero to its slowest
 * build. Names and figures stand at every bar: colour says nothing alone.
 *
 * @param {SizeResult[]} results
 * @param {string} machine
 */
export function speedChart(results, machine) {
  const names = [...new Set(results.flatMap(({ runners }) => runners.map(({ name }) => name)))];
  const [left, column, bar, barsTop] = [112, 220, 20, 34];
  const columns = Object.keys(jobs);
  const width = left + column * columns.length + 8;
  let top = 84;
  const parts = columns.map((job, place) => text(left + place * column, 74, jobs[job], 'head'));
  const told = [];
  for (const { size, runners } of results) {
    const longest = Math.max(
      ...runners.flatMap(({ jobs: measured }) => columns.map((job) => medianOf(measured[job], 'ms') ?? 0)),
    );
    parts.push(`<line x1="16" x2="${width - 16}" y1="${top}" y2="${top}"/>`);
    parts.push(text(16, top + 22, `${number(size)} questions`, 'size'));
    for (const [row, { name, jobs: measured }] of runners.entries()) {
      const y = top + barsTop + row * bar;
      const ours = name === 'faqgen' ? 'ours' : '';
      parts.push(text(left - 10, y + 12, name, `name ${ours}`));
      for (const [place, job] of columns.entries()) {
        const ms = medianOf(measured[job], 'ms');
        const x = left + place * column;
        const length = ms === null ? 0 : Math.max(1, (ms / longest) * (column - 76));
        if (ms !== null) {
          parts.push(`<rect class="${ours}" x="${x}" y="${y}" width="${length.toFixed(1)}" height="15"/>`);
        }
        parts.push(text(x + length + 5, y + 12, ms === null ? measured[job] : seconds(ms), ours));
      }
      told.push(
        `${number(size)} questions, ${name}: ${columns
          .map((job) => `${jobs[job]} ${timeCell(measured[job], null)}`)
          .join(', ')}.`,
      );
    }
    top += barsTop + runners.length * bar + 16;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img" aria-labelledby="title desc">
<title id="title">Seconds for a build with ${escaped(listOf(names))}: shorter is quicker</title>
<desc id="desc">${escaped(told.join(' '))}</desc>
<style>
svg { color-scheme: light dark; font: 13px system-ui, sans-serif }
.ground { fill: #fff } text { fill: #1f2328 } rect { fill: #8c959f } line { stroke: #d1d9e0 }
.ours { font-weight: 700 } rect.ours { fill: #0550ae } .title { font-size: 16px; font-weight: 700 } .size, .head { font-weight: 700 } .name { text-anchor: end }
@media (prefers-color-scheme: dark) { .ground { fill: #0d1117 } text { fill: #f0f6fc } rect { fill: #7d8590 } line { stroke: #3d444d } rect.ours { fill: #79c0ff } }
</style>
<rect class="ground" width="${width}" height="${top}"/>
${text(16, 26, 'Time of a build: shorter is quicker', 'title')}
${text(16, 44, `Medians. Each size has its own scale. ${machine}`, '')}
${parts.join('\n')}
</svg>
`;
}

/** @param {readonly number[]} numbers at least one; of an even count, the upper of the two in the middle */
export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** How time and memory grow from each size to the next. */
function growthTable(results) {
  const rows = results.slice(1).flatMap((larger, index) =>
    larger.runners.flatMap(({ name, jobs: measured }) => {
      const smaller = results[index].runners.find((runner) => runner.name === name);
      const ratio = (of) => {
        const [from, to] = [of(smaller?.jobs.fresh ?? ''), of(measured.fresh)];
        return from === null || to === null ? '' : `${(to / from).toFixed(1)} ×`;
      };
      const [time, memory] = [ratio((builds) => medianOf(builds, 'ms')), ratio((builds) => medianOf(builds, 'kB'))];
      if (name === 'empty Node' || time === '') return [];
      return [[`${number(results[index].size)} → ${number(larger.size)}`, name, time, memory]];
    }),
  );
  if (rows.length === 0) return [];
  return [`### Growth, fresh output\n\n${markdownTable(['questions', '', 'time', 'memory'], rows)}`];
}

/** The median, and in brackets what part of it faqgen took. */
function timeCell(measured, ofFaqgen) {
  const ms = medianOf(measured, 'ms');
  if (ms === null) return String(measured);
  const ours = ofFaqgen === null ? null : medianOf(ofFaqgen, 'ms');
  return ours === null ? seconds(ms) : `${seconds(ms)} (${(ours / ms).toFixed(2)})`;
}

function medianOf(measured, figure) {
  if (typeof measured === 'string') return null;
  const figures = measured.map((build) => build[figure]).filter((value) => value !== null);
  return figures.length === 0 ? null : median(figures);
}

function peakOf(measured) {
  const peaks = Object.keys(jobs).map((job) => medianOf(measured[job], 'kB'));
  return Math.max(...peaks.map((kB) => kB ?? 0)) || null;
}

function seconds(ms) {
  if (ms === null) return '';
  return ms < 995 ? `${(ms / 1000).toFixed(3)} s` : `${(ms / 1000).toFixed(2)} s`;
}

function milliseconds(ms) {
  return ms < 100 ? `${ms.toFixed(1)} ms` : `${number(Math.round(ms))} ms`;
}

function megabytes(kB) {
  return kB === null ? '' : `${number(Math.round(kB / 1024))} MB`;
}

function number(value) {
  return value.toLocaleString('en');
}

/** A table whose columns but the first hold figures. @param {string[]} header @param {string[][]} rows */
export function markdownTable(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, place) => (place === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function text(x, y, words, kind) {
  const className = kind.trim() === '' ? '' : ` class="${kind.trim()}"`;
  return `<text x="${Number(x.toFixed(1))}" y="${y}"${className}>${escaped(String(words))}</text>`;
}

function listOf(names) {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function escaped(words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
