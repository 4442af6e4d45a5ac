import type { JSONLike, JSONLikeObject } from '@segment/actions-core';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { dropped } from './read-value';
import type { Operations } from './operations';
import type { PropertySource } from './property-source';

/** What the attribution plugin keeps: Amplitude Browser SDK, "Marketing attribution". */
const PROPERTIES = [
  'referrer', 'referring_domain',
  'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id',
  'gclid', 'gbraid', 'wbraid', 'dclid', 'fbclid', 'ttclid', 'twclid', 'msclkid', 'li_fat_id', 'rdt_cid', 'ko_click_id',
]; // prettier-ignore
const KEPT: ReadonlySet<string> = new Set(PROPERTIES.flatMap((name) => [name, `initial_${name}`]));

/** The operation that each key of the field stands for. */
const OPERATION_BY_KEY = { set: '$set', set_once: '$setOnce', unset: '$unset' } as const;

const KNOWN: ReadonlySet<string> = new Set(['enabled', ...Object.keys(OPERATION_BY_KEY)]);

/** The operations through which the other fields of a mapping write attribution. */
const WRITING = Object.values(OPERATION_BY_KEY);

/**
 * The user's properties with what the browser captured. While it is enabled, the mapping's fields write none of its
 * properties, first touch or last: the campaign of a page view would contradict the campaign of the visit.
 */
export function withCaptured(source: PropertySource, captured: unknown, notices: Notice[]): PropertySource {
  if (isBlank(captured)) return source;
  if (!isJsonObject(captured)) {
    notices.push(dropped('autocapture_attribution', 'it is not an object'));
    return source;
  }
  if (captured.enabled !== true) return source;
  for (const key of Object.keys(captured)) {
    if (!KNOWN.has(key)) notices.push(dropped(`autocapture_attribution.${key}`, 'it is no operation'));
  }
  return {
    properties: source.properties,
    landing: withoutKept(source.landing),
    attribution: withoutKept(source.attribution),
    explicit: withoutKept(source.explicit),
    captured: toOperations(captured),
  };
}

function toOperations(captured: JSONLikeObject): Operations {
  const operations: Operations = {};
  for (const key of Object.keys(OPERATION_BY_KEY) as (keyof typeof OPERATION_BY_KEY)[]) {
    operations[OPERATION_BY_KEY[key]] = captured[key];
  }
  return operations;
}

function withoutKept(operations: Operations | undefined): Operations | undefined {
  if (operations === undefined) return undefined;
  const others: Operations = { ...operations };
  for (const operation of WRITING) {
    const given = others[operation];
    if (isJsonObject(given)) others[operation] = omitKept(given);
    // `$unset` may be names.
    else if (Array.isArray(given)) others[operation] = given.filter((name) => !KEPT.has(String(name)));
    else if (typeof given === 'string' && KEPT.has(given)) delete others[operation];
  }
  return others;
}

function omitKept(properties: JSONLikeObject): JSONLikeObject {
  const others: Record<string, JSONLike> = {};
  for (const key of Object.keys(properties)) if (!KEPT.has(key)) setKey(others, key, properties[key]);
  return others;
}
