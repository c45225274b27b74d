import type { IsoDate } from '../schema/dates.ts';

/** Something that takes a whole day. */
export interface CalendarEvent {
  /** The same for the same event in every calendar that is made. */
  readonly uid: string;
  readonly date: IsoDate;
  /** The day after the last. */
  readonly end: IsoDate;
  readonly summary: string;
  readonly description: string;
  readonly url: string | null;
}

/** A calendar of whole days (RFC 5545). `stamp`: the day on which it is made. */
export function icalendar(name: string, events: readonly CalendarEvent[], stamp: IsoDate): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//faqgen//next//EN',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap(({ uid, date, end, summary, description, url }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${basic(stamp)}T000000Z`,
      `DTSTART;VALUE=DATE:${basic(date)}`,
      `DTEND;VALUE=DATE:${basic(end)}`,
      `SUMMARY:${escapeText(summary)}`,
      `DESCRIPTION:${escapeText(description)}`,
      ...(url === null ? [] : [`URL:${url}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function basic(date: IsoDate): string {
  return date.replaceAll('-', '');
}

/** RFC 5545, 3.3.11. */
function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** RFC 5545, 3.1: lines of at most 75 octets; the next begins with a space. No character is torn apart. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
