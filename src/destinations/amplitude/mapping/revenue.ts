import type { RevenueKeys } from '../amplitude-event';
import type { Notice } from '../notice';
import { readAmount } from './amount';
import { isBlank } from './blank';
import { dropped, readText } from './read-value';

const DEFAULT_REVENUE_TYPE = 'Purchase';
const CURRENCY = /^[a-z]{3}$/i;
/** Digits that a double holds exactly: takes the noise out of 3 × 0.1. */
const EXACT_DIGITS = 15;

const AMOUNTS = ['price', 'quantity', 'revenue'] as const;
const TEXTS = ['productId', 'revenueType', 'currency'] as const;

export type RevenueSource = Partial<Record<(typeof AMOUNTS | typeof TEXTS)[number], unknown>>;
type Amounts = Partial<Record<(typeof AMOUNTS)[number], number>>;

/**
 * Amplitude's top-level revenue keys, or none when there is no revenue. Price and quantity go only together with an
 * integer quantity: Amplitude multiplies what it gets, with a quantity of 1 where it gets none (HTTP V2, "quantity").
 * Negative is a refund.
 */
export function toRevenue(source: RevenueSource, notices: Notice[]): RevenueKeys {
  const amounts: Amounts = {};
  let isUnreadable = false;
  for (const key of AMOUNTS) {
    amounts[key] = readAmount(source[key]);
    if (amounts[key] !== undefined || isBlank(source[key])) continue;
    isUnreadable = true;
    notices.push(unreadable(key));
  }
  const sent = toSent(amounts);
  if (!sent.revenue) {
    if (!isUnreadable) noticeMissing(amounts, notices);
    for (const key of [...AMOUNTS, ...TEXTS]) if (isLeftAlone(source, amounts, key)) notices.push(alone(key));
    return {};
  }
  noticeUnsent(amounts, sent, notices);
  return { ...sent, ...toTexts(source, notices) };
}

/** Which amounts Amplitude is to have, so that what it multiplies is the revenue. */
function toSent({ price, quantity, revenue }: Amounts): Amounts {
  if (price !== undefined && quantity !== undefined) {
    const product = Number((price * quantity).toPrecision(EXACT_DIGITS));
    return Number.isInteger(quantity) ? { revenue: product, price, quantity } : { revenue: product };
  }
  if (price !== undefined) return revenue === undefined ? { revenue: price, price } : { revenue };
  return quantity !== undefined && Number.isInteger(quantity) ? { revenue, quantity } : { revenue };
}

function toTexts(source: RevenueSource, notices: Notice[]): RevenueKeys {
  const keys: RevenueKeys = { revenueType: DEFAULT_REVENUE_TYPE };
  for (const key of TEXTS) {
    const text = readText(source[key], key, notices)?.trim();
    if (text === undefined) continue;
    if (key !== 'currency') keys[key] = text;
    else if (CURRENCY.test(text)) keys.currency = text.toUpperCase();
    else notices.push(dropped(key, 'it is no code of three letters'));
  }
  return keys;
}

/** Whether there was money, and none of it is sent: a price of 0 beside a revenue. */
function noticeMissing({ price, revenue }: Amounts, notices: Notice[]): void {
  if (!price && !revenue) return;
  const text = 'Sent no revenue: price × quantity is 0, though there is an amount.';
  notices.push({ name: 'revenue_missing', field: 'revenue', text });
}

function noticeUnsent(given: Amounts, sent: Amounts, notices: Notice[]): void {
  if (given.revenue !== undefined && given.revenue !== sent.revenue) {
    notices.push(dropped('revenue', 'price × quantity is sent in its place'));
  }
  if (given.quantity !== undefined && sent.quantity === undefined) {
    notices.push(dropped('quantity', 'Amplitude takes whole numbers alone'));
  }
  if (given.price !== undefined && sent.price === undefined) {
    notices.push(dropped('price', 'Amplitude would take price × quantity for the revenue'));
  }
}

/** Whether a key that means something only beside revenue was given. An amount of 0 is none. */
function isLeftAlone(source: RevenueSource, amounts: Amounts, key: keyof RevenueSource): boolean {
  return isAmount(key) ? Boolean(amounts[key]) : !isBlank(source[key]);
}

function isAmount(key: keyof RevenueSource): key is keyof Amounts {
  return AMOUNTS.some((amount) => amount === key);
}

function alone(field: string): Notice {
  return dropped(field, 'the event has no revenue');
}

function unreadable(field: string): Notice {
  return {
    name: 'revenue_unreadable',
    field,
    text: `Left ${field} out: it is not a number such as 32, "$32.50" or "1,200.00".`,
  };
}
