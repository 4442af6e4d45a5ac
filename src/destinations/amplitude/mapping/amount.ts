const LONGEST_AMOUNT = 64;
const MONEY = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})?`;
const AMOUNT = new RegExp(
  String.raw`^(?<sign>[+-]?) ?${MONEY} ?(?<innerSign>[+-]?)(?<whole>[1-9]\d{0,2}(?:,\d{3})+|\d+)?(?<fraction>\.\d*)?(?<power>e[+-]?\d+)? ?${MONEY}$`,
  'u',
);

/**
 * Reads 32, "32", "$32.50", "1,200.00", "+5", "5." and "1e3". Anything else, such as "32,50", is undefined: never
 * guessed. Text over 64 characters is no amount, so that the longest text costs no more than a short one.
 */
export function readAmount(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text.length > LONGEST_AMOUNT ? undefined : readText(text.replace(/\s+/g, ' '));
}

function readText(text: string): number | undefined {
  const parts = AMOUNT.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { sign = '', innerSign = '', whole = '', fraction = '', power = '' } = parts;
  // Number reads neither "--5" nor ".", and "" is no amount.
  const amount = Number(`${sign}${innerSign}${whole.replaceAll(',', '')}${fraction}${power}` || 'none');
  return Number.isFinite(amount) ? amount : undefined;
}
