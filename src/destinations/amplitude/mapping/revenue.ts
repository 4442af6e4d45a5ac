import { isBlank } from './blank';
import type { Notice } from '../notice';

const DEFAULT_REVENUE_TYPE = 'Purchase';
const MONEY = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})?`;
const AMOUNT = new RegExp(
  String.raw`^(?<sign>-?)\s*${MONEY}\s*(?<innerSign>-?)(?<whole>\d+|\d{1,3}(?:,\d{3})+)?(?<fraction>\.\d+)?\s*${MONEY}$`,
  'u',
);
const CURRENCY = /^[a-z]{3}$/i;
/** Digits that a double holds exactly: takes the noise out of 3 × 0.1. */
const EXACT_DIGITS = 15;

export interface RevenueSource {
  price?: unknown;
  quantity?: unknown;
  revenue?: unknown;
  productId?: unknown;
  revenueType?: unknown;
  currency?: unknown;
}

export interface RevenueKeys {
  revenue?: number;
  price?: number;
  quantity?: number;
  productId?: string;
  revenueType?: string;
  currency?: string;
}

/** Reads 32, "32", "$32.50" and "1,200.00". Anything else, such as "32,50", is undefined: never guessed. */
export function readAmount(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const {
    sign,
    innerSign,
    whole = '',
    fraction = '',
  } = (typeof value === 'string' && AMOUNT.exec(value.trim())?.groups) || {};
  if (whole + fraction === '' || (sign && innerSign)) return undefined;
  return Number(`${sign || innerSign}${whole.replaceAll(',', '')}${fraction}`);
}

/**
 * Amplitude's top-level revenue keys, or none when there is no revenue. Price and quantity go only with an integer
 * quantity: Amplitude multiplies what it gets (HTTP V2, "quantity"), and takes no other. Negative is a refund.
 */
export function toRevenue(source: RevenueSource): { keys: RevenueKeys; notices: Notice[] } {
  const notices: Notice[] = [];
  const read = (key: 'price' | 'quantity' | 'revenue') => {
    const amount = readAmount(source[key]);
    if (amount === undefined && !isBlank(source[key])) notices.push(unreadable(key));
    return amount;
  };
  const price = read('price');
  const quantity = read('quantity');
  const given = read('revenue');
  const isProduct = price !== undefined && quantity !== undefined;
  const revenue = isProduct ? Number((price * quantity).toPrecision(EXACT_DIGITS)) : given;
  if (revenue === undefined || revenue === 0) return { keys: {}, notices };

  const multiplies = quantity === undefined || Number.isInteger(quantity);
  const keys = { revenue, ...(multiplies && { price, quantity }), ...toRevenueTexts(source) };
  return { keys, notices };
}

function toRevenueTexts({ productId, revenueType, currency }: RevenueSource) {
  const code = toText(currency);
  return {
    productId: toText(productId),
    revenueType: toText(revenueType) ?? DEFAULT_REVENUE_TYPE,
    currency: code !== undefined && CURRENCY.test(code) ? code.toUpperCase() : undefined,
  };
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && !isBlank(value) ? value.trim() : undefined;
}

function unreadable(key: string): Notice {
  return {
    name: 'revenue_unreadable',
    text: `Left ${key} out: it is not a number such as 32, "$32.50" or "1,200.00".`,
  };
}
