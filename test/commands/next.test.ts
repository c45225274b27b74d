import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { icalendar } from '../../src/outputs/icalendar.ts';
import { addDays, addDuration, daysBetween, readDuration } from '../../src/schema/dates.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = `title: "Coffee; tea, and \\\\ milk"
url: https://coffee.example/
questions:
  - {id: cup, question: "How much, exactly; and why?", answer: 95 mg.}
  - {id: spring, question: Spring?, answer: Soon., publish: 2027-03-01, expires: 2027-06-01}
  - {id: gone, question: Gone?, answer: Long ago., expires: 2026-01-01}
  - {id: today, question: Today?, answer: Now., publish: 2026-11-23}
  - {id: draft, question: Draft?, answer: Never., draft: true, publish: 2027-01-01}
  - {id: short, question: Short?, answer: Short., expires: 2026-12-24}
reviewers: {doe: {name: Jane Doe}}
`;

/** ical.js leaves the escapes of properties that it does not know. */
function nameOf(calendar: ICAL.Component, property: string): string {
  return String(calendar.getFirstPropertyValue(property) ?? '').replaceAll(/\\([\\;,])/g, '$1');
}

async function project(policy = ''): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), yaml + policy);
  const sign = (id: string, until: string) =>
    run(['review', 'sign', id, '--by', 'doe', '--until', until, '--yes'], folder);
  expect((await sign('cup', '2026-12-31')).exitCode).toBe(0);
  expect((await sign('short', '2026-12-31')).exitCode).toBe(0);
  return folder;
}

describe('next', () => {
  test('lists what changes by itself, and nothing else', async () => {
    const { stdout, exitCode } = await run(['next'], await project());
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`2026-12-24  short is no longer published in 31 days
2027-01-01  the review of cup has run out in 39 days
2027-03-01  spring is published in 98 days
2027-06-01  spring is no longer published in 190 days
`);
  });

  test('on the day named the site is another one, and the day before it is not', async () => {
    const folder = await project();
    const { stdout } = await run(['next', '--format', 'json'], folder);
    const { changes, next } = JSON.parse(stdout) as { changes: { date: string }[]; next: string };
    expect(next).toBe('2026-12-24');
    const built = async (day: string): Promise<number> => {
      await run(['build', '--as-of', addDays(day, -2), '-q'], folder);
      return JSON.parse((await run(['build', '--as-of', day, '--format', 'json'], folder)).stdout).written;
    };
    for (const { date } of changes) {
      expect(await built(addDays(date, -1)), date).toBe(0);
      await run(['build', '--as-of', addDays(date, -1), '-q'], folder);
      const { written, removed } = JSON.parse(
        (await run(['build', '--as-of', date, '--format', 'json'], folder)).stdout,
      );
      expect(written + removed, date).toBeGreaterThan(0);
    }
  });

  test('says as data which answers go without a notice, and which with one', async () => {
    const folder = await project();
    const notice = 'answer: 95 mg., withdrawn: {on: 2026-12-20, reason: It was wrong.}';
    await writeFile(join(folder, 'faq.yaml'), yaml.replace('answer: 95 mg.', notice));
    const { changes } = JSON.parse((await run(['next', '--format', 'json'], folder)).stdout);
    expect(changes.slice(0, 2)).toMatchObject([
      { date: '2026-12-20', what: 'notice', says: 'cup is withdrawn, with a notice' },
      { date: '2026-12-24', what: 'withdrawn', says: 'short is no longer published' },
    ]);
  });

  test('says when there is nothing, and fails for a broken file', async () => {
    const folder = await project();
    expect((await run(['next', '--as-of', '2030-01-01'], folder)).stdout).toBe('nothing changes by itself\n');
    expect((await run(['next'], await project('policy: {review: off}\n'))).stdout).not.toContain('review');
    await writeFile(join(folder, 'faq.yaml'), 'title: [');
    for (const format of ['text', 'json', 'ical']) {
      const failed = await run(['next', '--format', format], folder);
      expect(failed.exitCode).toBe(1);
      expect(failed.stdout).not.toContain('BEGIN:VCALENDAR');
    }
  });

  test('is a calendar that others read', async () => {
    const folder = await project();
    const { stdout } = await run(['next', '--format', 'ical'], folder);
    expect((await run(['next', '--format', 'ical'], folder)).stdout).toBe(stdout);
    const calendar = new ICAL.Component(ICAL.parse(stdout));
    expect(nameOf(calendar, 'x-wr-calname')).toBe('Coffee; tea, and \\ milk');
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    expect(events.map(({ startDate, summary }) => `${startDate.toString()} ${summary}`)).toEqual([
      '2026-12-24 “Short?” is no longer published',
      '2027-01-01 the review of “How much, exactly; and why?” has run out',
      '2027-03-01 “Spring?” is published',
      '2027-06-01 “Spring?” is no longer published',
    ]);
    expect(events[1]?.endDate.toString()).toBe('2027-01-02');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(4);
  });

  test('any text survives, in lines of at most 75 octets', () => {
    const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll(/[\p{Cc}\u2028\u2029\u0085]/gu, ' '));
    fc.assert(
      fc.property(text, text, (name, summary) => {
        const event = {
          uid: 'u',
          date: '2027-01-01',
          end: '2027-01-02',
          summary,
          description: `${summary}\n${name}`,
          url: null,
        };
        const written = icalendar(name, [event], '2026-11-23');
        for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(written.replaceAll('\r\n', '')).not.toContain('\n');
        const calendar = new ICAL.Component(ICAL.parse(written));
        expect(nameOf(calendar, 'name')).toBe(name);
        const read = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
        expect([read.summary ?? '', read.description ?? '']).toEqual([summary, `${summary}\n${name}`]);
      }),
    );
  });
});

describe('dates', () => {
  test.each([
    ['2026-01-31', '1 month', '2026-02-28'],
    ['2024-01-31', '1 month', '2024-02-29'],
    ['2024-02-29', '1 year', '2025-02-28'],
    ['2026-11-23', '12 months', '2027-11-23'],
    ['2026-12-15', '2 months', '2027-02-15'],
    ['2026-11-23', '30d', '2026-12-23'],
    ['2026-11-23', '6w', '2027-01-04'],
    ['2026-03-28', '1 day', '2026-03-29'],
    ['2026-11-23', '9999 years', '9999-12-31'],
  ])('%s and %s is %s', (date, duration, sum) => {
    const read = readDuration(duration);
    expect(read && addDuration(date, read)).toBe(sum);
  });

  test('there are as many days between two as it takes to get there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -20_000, max: 20_000 }), (start, days) => {
        const from = addDays('1990-01-01', start);
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  test.each(['', '0d', '5', 'd', '5 fortnights', '-1d', '5 days ago', '10000d'])('%j is no duration', (text) => {
    expect(readDuration(text)).toBeNull();
  });
});
