const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november',
  'december',
]; // prettier-ignore
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** Hours from UTC of the zones that RFC 2822 names. */
const ZONES = new Map([
  ['edt', -4],
  ['est', -5],
  ['cdt', -5],
  ['cst', -6],
  ['mdt', -6],
  ['mst', -7],
  ['pdt', -7],
  ['pst', -8],
]);
const MINUTE = 60_000;

const CLOCK = String.raw`(?<hour>\d{1,2})(?:(?:(?::|\.(?=\d\d(?!\d)))(?<minute>\d{1,2})(?:[:.](?<second>\d{1,2})(?:[.,:](?<fraction>\d+))?)?)|(?<minutes>\d{2})(?<seconds>\d{2})?)?\s*(?<half>[ap]\.?m\.?)?`;
/** A name beside an offset says nothing more; a name alone that is not listed is a zone we do not know. */
const ZONE = String.raw`(?:\s*:?\s*(?=[zugecmp+-])(?<zone>z|utc?|gmt|[ecmp][sd]t)?\s*(?:(?<offset>[+-](?:\d{1,2}:?\d{2}|\d{1,2}))(?:\s[a-z]{3,5})?)?(?:\s?\[[^[\]]*\])?)?`;
const WEEKDAY = String.raw`(?:(?<weekday>[a-z]{3,9})(?:\.?,\s*|\.?\s+))?`;
const NAMED = String.raw`(?<name>[a-z]{3,9})\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const AT = String.raw`(?:(?:,?\s+(?:at\s+)?|,?\s*t\s*|:)${CLOCK})?`;
/** After a month without a day, a bare hour or offset may be meant for the day: nobody knows. */
const AFTER_MONTH = String.raw`(?:(?:t|,?\s+(?:at\s+)?(?=\d{1,2}:))${CLOCK}|(?!\s*:?\s*[+-]))${ZONE}`;
/** Between the parts of a date whose month has a name. */
const GAP = String.raw`[\s,./-]+`;

const YEAR = String.raw`(?<year>\d{4})`;
/** The forms of a date, each with the example that it was written for. */
const FORMS = [
  // 2021-04-12T16:32:37.710Z, 2021-4-2, 2021/04/12 16:32, 2021-04-12, 16:32 GMT+2
  String.raw`${YEAR}(?<separator>[-/.])(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})${AT}${ZONE}`,
  // 2021-04, 2021-04T16:32Z
  String.raw`${YEAR}[-/.](?<month>\d{1,2})${AFTER_MONTH}`,
  // 20210412, 20210412T163237Z
  String.raw`${YEAR}(?<month>\d{2})(?<day>\d{2})${AT}${ZONE}`,
  // 20210412163237
  String.raw`${YEAR}(?<month>\d{2})(?<day>\d{2})(?<hour>\d{2})(?<minute>\d{2})(?:(?<second>\d{2})(?:\.(?<fraction>\d+))?)?${ZONE}`,
  // 2021
  YEAR,
  // 4/12/2021, 4:32:37 PM: the month first, as JavaScript and dayjs have it
  String.raw`(?<month>\d{1,2})(?<separator>[-/.])(?<day>\d{1,2})\k<separator>${YEAR}${AT}${ZONE}`,
  // Mon, 12 Apr 2021 16:32:37 GMT; 12-Apr-2021; 12/Apr/2021:16:32:37 +0200
  String.raw`${WEEKDAY}${DAY}${GAP}${NAMED}${GAP}${YEAR}${AT}${ZONE}`,
  // April 12, 2021 4:32 PM; Mon Apr 12 2021 16:32:37 GMT+0200
  String.raw`${WEEKDAY}${NAMED}${GAP}${DAY}${GAP}${YEAR}${AT}${ZONE}`,
  // Apr 2021
  String.raw`${NAMED}${GAP}${YEAR}${AFTER_MONTH}`,
  // Mon Apr 12 16:32:37 UTC 2021, Apr 12 16:32:37 2021 GMT
  String.raw`${WEEKDAY}${NAMED}\s+${DAY}\s+${CLOCK}\s+(?:(?<zone>z|utc?|gmt|[ecmp][sd]t)?(?<offset>[+-]\d{1,2}(?::?\d{2})?)?\s+)?${YEAR}(?:\s(?:utc?|gmt))?`,
  // 2021 Apr 12, 2021-Apr-12 16:32
  String.raw`${YEAR}${GAP}${NAMED}${GAP}${DAY}${AT}${ZONE}`,
].map((form) => new RegExp(`^${form}$`, 'i'));

/** "(Central European Summer Time)": a comment, as RFC 2822 and JavaScript have it. They may stand in each other. */
const COMMENT = /\([^()]*\)/g;
/** 10:00 AM, Nov 1, 2026 */
const CLOCK_FIRST = /^(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?),? (?:on )?(.*\d{4}.*)$/i;

/** The parts of a date as text; which of them are there depends on its form. */
type Parts = Partial<Record<string, string>>;

/**
 * Reads a date with a year of four digits, written as ISO 8601, RFC 2822, JavaScript, Java, Go, Ruby, Python, a
 * database or a web server do, or as in American English: all that `Date` reads, comments in brackets included. Without
 * a zone it is UTC. A day that the month does not have (February 30), an hour of 25 and the like are undefined.
 */
export function readDateText(text: string): number | undefined {
  const plain = toPlain(text);
  for (const form of FORMS) {
    const parts: Parts | undefined = form.exec(plain)?.groups;
    const epoch = parts && toEpoch(parts);
    if (epoch !== undefined) return epoch;
  }
  return undefined;
}

function toPlain(text: string): string {
  let plain = text.replace('\u2212', '-').replace(/^\+00(?=\d{4}-)/, '');
  for (let before = ''; before !== plain && plain.includes('(');) {
    before = plain;
    plain = plain.replace(COMMENT, ' ');
  }
  return plain.replace(/\s+/g, ' ').trim().replace(CLOCK_FIRST, '$2 $1');
}

function toEpoch(parts: Parts): number | undefined {
  const year = Number(parts.year);
  const month = parts.name === undefined ? Number(parts.month ?? 1) : toMonth(parts.name);
  const day = Number(parts.day ?? 1);
  const clock = toMilliseconds(parts);
  const offset = toOffset(parts);
  if (clock === undefined || offset === undefined) return undefined;
  if (!isDay(year, month, day)) return undefined;
  if (parts.weekday !== undefined && indexOfName(WEEKDAYS, parts.weekday) < 0) return undefined;
  return Date.UTC(year, month - 1, day) + clock - offset;
}

/** The time of day. 24:00 is the end of the day, and a leap second the start of the next minute. */
function toMilliseconds(parts: Parts): number | undefined {
  const { hour = '0', fraction, half } = parts;
  const minute = parts.minute ?? parts.minutes ?? '0';
  const second = parts.second ?? parts.seconds ?? '0';
  const hours = to24Hours(Number(hour), half?.[0]?.toLowerCase());
  const minutes = hours * 60 + Number(minute);
  const seconds = minutes * 60 + Number(second);
  const thousandths = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  const isClock = Number(minute) < 60 && Number(second) <= 60 && seconds <= 24 * 3600;
  return isClock ? seconds * 1000 + thousandths : undefined;
}

/** NaN for an hour that no clock shows. */
function to24Hours(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

/** Milliseconds ahead of UTC. */
function toOffset({ zone, offset }: Parts): number | undefined {
  if (offset === undefined) return (ZONES.get(zone?.toLowerCase() ?? '') ?? 0) * 60 * MINUTE;
  const [, hours, rest = '0'] = /^.(\d{1,2}?):?(\d{2})?$/.exec(offset) ?? [];
  const minutes = Number(hours) * 60 + Number(rest);
  if (minutes > 14 * 60 || Number(rest) > 59) return undefined;
  return (offset.startsWith('-') ? -minutes : minutes) * MINUTE;
}

function toMonth(name: string): number {
  return indexOfName(MONTHS, name) + 1;
}

/** Of "Apr", "april" or "Sept". */
function indexOfName(names: string[], name: string): number {
  return names.findIndex((full) => full.startsWith(name.toLowerCase()));
}

/** Whether the month has this day. Date.UTC takes the years 0 to 99 for those of the last century. */
function isDay(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
