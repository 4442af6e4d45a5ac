import type { WireCall } from '../model/wire-call';
import type { RawDifference } from './differences';

/** Less than half a cent is the rounding of a multiplication. */
const SAME = 0.005;

/** What Amplitude adds up of these calls: price × quantity where there is a price, else the revenue (HTTP V2, "revenue"). */
export function moneyOf(calls: readonly WireCall[]): number {
  return calls.reduce((sum, { fields }) => sum + amountOf(fields), 0);
}

function amountOf({ price, quantity, revenue }: Record<string, unknown>): number {
  const unit = toNumber(price);
  const amount = unit === undefined ? toNumber(revenue) : unit * (toNumber(quantity) ?? 1);
  return amount ?? 0;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const isText = typeof value === 'string' && value.trim() !== '';
  return isText && !Number.isNaN(Number(value)) ? Number(value) : undefined;
}

/** The one difference that no setting excuses: an event that is worth something else than before. */
export function toMoneyDifference(
  classic: readonly WireCall[],
  actions: readonly WireCall[],
): RawDifference | undefined {
  const [before, after] = [moneyOf(classic), moneyOf(actions)];
  if (Math.abs(before - after) < SAME) return undefined;
  return { call: 'all events of the call', path: 'money', classic: before, actions: after };
}
