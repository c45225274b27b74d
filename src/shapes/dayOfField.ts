import { dayFrom, daysMeantBy, type IsoDate } from '../schema/dates.ts';

/** The day in a field that says when something was last changed; `remark`: why there is none, or what it was made of. */
export interface FieldDay {
  readonly day: IsoDate | null;
  /** Where it may be two days, the later one. */
  readonly latest?: IsoDate;
  readonly remark: string | null;
}

/** `2026-02-28`, also with a time, `01.12.2025`, `15/01/2026`, days of a spreadsheet (`46003`) and seconds since 1970. */
export function dayOfField(typed: string): FieldDay {
  const text = typed.trim();
  if (text === '') return { day: null, remark: null };
  const day = dayFrom(text) ?? dayFrom(text.slice(0, 10));
  if (day !== null && /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ])/.test(text)) return { day, remark: null };
  const digits = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (digits >= 30_000 && digits < 60_000) {
    const serial = dayAt((digits - 25_569) * 86_400_000);
    return { day: serial, remark: `${text} is read as a day of a spreadsheet: ${serial}` };
  }
  if (digits >= 1e9 && digits < 4e9) return { day: dayAt(digits * 1000), remark: null };
  if (digits >= 1e12 && digits < 4e12) return { day: dayAt(digits), remark: null };
  const meant = daysMeantBy(text.replace(/[ ,]+\d{1,2}:\d{2}.*$/, ''));
  const [first, second] = meant;
  if (first !== undefined && second === undefined) return { day: first, remark: null };
  if (first !== undefined)
    return {
      day: null,
      latest: [...meant].sort().at(-1) ?? first,
      remark: `${text} may be ${first} or ${second}: \`updated\` is left out`,
    };
  return { day: null, remark: `${text} is no day that could be read: \`updated\` is left out` };
}

function dayAt(milliseconds: number): IsoDate {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
