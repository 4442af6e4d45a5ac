import { isJsonObject } from '../../json-object';
import type { Notice } from './notice';

const KEY = '__proto__';

/**
 * Tells of properties and traits named `__proto__`: the framework, which assigns every key of an event to a copy, loses
 * this one before an action sees it.
 */
export function noticeLostKeys(events: unknown): Notice[] {
  if (!Array.isArray(events)) return [];
  return events.flatMap((event: unknown) => {
    if (!isJsonObject(event)) return [];
    const { properties, traits, context } = event;
    const holders = [properties, traits, isJsonObject(context) ? context.traits : undefined];
    return holders.flatMap((holder, index) =>
      isJsonObject(holder) && Object.hasOwn(holder, KEY) ? [lost(index === 0 ? 'properties' : 'traits')] : [],
    );
  });
}

function lost(where: string): Notice {
  const text = `Left ${where}.${KEY} out: the framework does not hand it over.`;
  return { name: 'value_dropped', field: `${where}.${KEY}`, text };
}
