import { clockFormat, isKept } from '@plenum/domain/tasks/clock-format';
import type { When } from '@plenum/domain/tasks/types';

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const LOCAL =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?(?:\[([A-Za-z][\w+\-/]{0,59})\])?$/;
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? {1,2}(?:um )?(\d{1,2}):(\d\d)(?: Uhr)?)?$/;
const ENGLISH =
  /^([A-Z][a-z]{2})[a-z]{0,6}\.? (\d{1,2}),? (\d{4})(?: (?:at )?(\d{1,2}):(\d\d)(?: ?([ap])m)?)?$/i;
const DAY_FIRST =
  /^(\d{1,2})\.? ([A-Z][a-z]{2})[a-z]{0,6}\.? (\d{4})(?: (?:at )?(\d{1,2}):(\d\d)(?: ?([ap])m)?)?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const MIDNIGHT = 86_400_000;
const LONGEST = 120;
/** That one file names. */
const MOST_ZONES = 200;

/** What a place on the calendar is made of, as it was written. */
interface Parts {
  year: string;
  month: string | number;
  day: string;
  hour?: string | number | undefined;
  minute?: string | undefined;
}

/** Reads days and times of a file that says nothing of zones, or only a distance from UTC. */
export class Times {
  readonly #zone: string;
  readonly #formats = new Map<string, Intl.DateTimeFormat | null>();

  /** @param zone where whoever reads the file is, by its IANA name; UTC for what is none. */
  constructor(zone: string) {
    this.#zone = this.#format(zone) ? zone : 'UTC';
  }

  /**
   * A day or a time as a file has it: as `When` is written, by ISO 8601, `1.12.2026 18:00` or `Dec 1 2026`. A midnight in UTC is a day.
   * Null for what is neither, or lies outside of the years 1900 to 2999.
   * @param said the zone that the file names for it.
   */
  when(value: string, said?: string): When | null {
    const text = value.slice(0, LONGEST).trim();
    const zone = said !== undefined && this.#format(said) ? said : this.#zone;
    const [, ...day] = DAY.exec(text) ?? [];
    if (day.length > 0) return written({ year: day[0] ?? '', month: day[1] ?? '', day: day[2] ?? '' });
    if (INSTANT.test(text)) return this.#ofInstant(Date.parse(text.replace(' ', 'T')), zone);
    const local = LOCAL.exec(text);
    if (local) {
      const [, year = '', month = '', date = '', hour, minute, own] = local;
      if (own !== undefined && !this.#format(own)) return null;
      return written({ year, month, day: date, hour, minute }, own ?? zone);
    }
    const german = GERMAN.exec(text);
    if (german) {
      const [, date = '', month = '', year = '', hour, minute] = german;
      return written({ year, month, day: date, hour, minute }, zone);
    }
    return withMonthName(text, zone);
  }

  /** An instant of UTC as ISO 8601; null for what is none. */
  instant(value: string): string | null {
    if (value.length > LONGEST) return null;
    const text = value.trim();
    if (!INSTANT.test(text)) return null;
    const at = Date.parse(text.replace(' ', 'T'));
    if (!isKept(at)) return null;
    return CANONICAL.test(text) ? text : new Date(at).toISOString();
  }

  /** Minutes and the day in the zone, for people: `2026-03-01 18:20`; null for what is no instant. */
  shown(value: string): string | null {
    const instant = this.instant(value);
    return instant && this.#local(Date.parse(instant), this.#zone).replace('T', ' ');
  }

  #ofInstant(at: number, zone: string): When | null {
    if (!isKept(at)) return null;
    if (at % MIDNIGHT === 0) return new Date(at).toISOString().slice(0, 10);
    const local = this.#local(at, zone);
    return /^(?:19|2\d)\d\d-/.test(local) ? `${local}[${zone}]` : null;
  }

  #local(at: number, zone: string): string {
    const shown = this.#format(zone)?.format(at) ?? '';
    return shown.replace(' ', 'T');
  }

  #format(zone: string): Intl.DateTimeFormat | null {
    const known = this.#formats.get(zone);
    if (known !== undefined) return known;
    if (this.#formats.size >= MOST_ZONES) return null;
    // Swedish writes days and times as ISO 8601 does, and one text is made faster than its parts.
    const format = clockFormat(zone, { locale: 'sv-SE-u-ca-gregory-hc-h23-nu-latn' });
    this.#formats.set(zone, format);
    return format;
  }
}

function withMonthName(text: string, zone: string): When | null {
  const english = ENGLISH.exec(text);
  const [, month = '', day = '', year = '', hour, minute, half] =
    english ?? swapped(DAY_FIRST.exec(text)) ?? [];
  const index = MONTHS.indexOf(month.toLowerCase());
  if (index < 0) return null;
  const hours = half === undefined ? hour : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return written({ year, month: index + 1, day, hour: hours, minute }, zone);
}

function swapped(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match && [match[0], match[2], match[1], ...match.slice(3)];
}

/** A day, or a time of one, if it is in the calendar. */
function written({ year, month, day, hour, minute }: Parts, zone = ''): When | null {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number(year) < 1900 || !isKept(at)) return null;
  const date = new Date(at);
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return null;
  const iso = date.toISOString().slice(0, 10);
  if (hour === undefined || minute === undefined) return iso;
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return `${iso}T${String(hour).padStart(2, '0')}:${minute}[${zone}]`;
}
