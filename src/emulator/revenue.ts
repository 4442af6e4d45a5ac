import { isJsonObject } from './json-object';
import type { WireEvent } from './wire-event';

const isNumber = (value: unknown): value is number => typeof value === 'number';

/**
 * What an event earned; undefined when it says nothing about revenue. price × quantity wins when price,
 * quantity and revenue are all there, and quantity is 1 by default ("HTTP V2, Event keys").
 */
export function toRevenue(event: WireEvent): number | undefined {
  return readRevenue(event.price, event.quantity, event.revenue) ?? toPropertyRevenue(event);
}

function readRevenue(price: unknown, quantity: unknown, revenue: unknown): number | undefined {
  if (isNumber(price) && isNumber(quantity)) return price * quantity;
  if (isNumber(revenue)) return revenue;
  return isNumber(price) ? price : undefined;
}

/** The SDKs' form: `$revenue`, else `$price` × `$quantity`, inside event_properties. */
function toPropertyRevenue({ event_properties: properties }: WireEvent): number | undefined {
  if (!isJsonObject(properties)) return undefined;
  const { $revenue, $price, $quantity } = properties;
  return isNumber($revenue) ? $revenue : readRevenue($price, $quantity, undefined);
}
