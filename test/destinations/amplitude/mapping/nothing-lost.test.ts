import { PayloadValidationError } from '@segment/actions-core';
import fc from 'fast-check';
import { actions } from '../../../../src/destinations/amplitude/actions';
import type { Item } from '../../../../src/destinations/amplitude/api/item';
import { isBlank } from '../../../../src/destinations/amplitude/mapping/blank';
import type { Notice } from '../../../../src/destinations/amplitude/notice';
import { CLOUD_ACTIONS, type CloudAction } from '../../../send-events';
import { arbitraryPayload } from './arbitrary-payload';

type Payload = Record<string, unknown>;
interface Mapped {
  items: Item[];
  notices: Notice[];
}

/** These say how the others are read, and stand for nothing that could be lost. */
const SETTINGS = [
  'userAgentParsing', 'userAgentBrowserAsOs', 'includeRawUserAgent', 'use_batch_endpoint', 'trackRevenuePerProduct',
  'trackProductsOnce', 'skip_user_properties_sync', 'library', 'message_id', 'anonymous_id', 'userAgent',
  'userAgentData', 'landing', 'autocapture_attribution',
]; // prettier-ignore
const OPERATION_FIELDS: Record<string, string> = {
  setOnce: '$setOnce',
  setAlways: '$set',
  add: '$add',
  append: '$append',
  prepend: '$prepend',
  unset: '$unset',
  utm_properties: 'utm_',
  referrer: '"referrer"',
};
const MONEY = ['price', 'quantity', 'revenue', 'productId', 'revenueType', 'currency'];

/** The texts and numbers in a value, each of which has to be found again. */
function leavesOf(value: unknown, path: string[] = []): { path: string[]; leaf: string | number }[] {
  if (typeof value === 'number') return [{ path, leaf: value }];
  if (typeof value === 'string') return isBlank(value) ? [] : [{ path, leaf: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) => leavesOf(own, [...path, key]));
}

/** What of the payload is neither sent, nor named in a notice, nor blank, nor asked to be left out. */
function findLost(payload: Payload, { items, notices }: Mapped): string[] {
  const wire = items.map(({ json }) => json).join('\n');
  const told = (field: string) =>
    notices.some((notice) => notice.field === field || notice.field?.startsWith(`${field}.`));
  const words = notices.map(({ text }) => text).join('\n');
  const isFreed = told('global_user_id') || told('user_id');
  const lost: string[] = [];
  for (const [field, value] of Object.entries(payload)) {
    if (SETTINGS.includes(field) || told(field)) continue;
    if (payload.trackRevenuePerProduct === true && MONEY.includes(field)) continue;
    if (payload.trackProductsOnce === true && field === 'products') continue;
    if (field === 'library2') continue;
    if (isFreed && ['time', 'insert_id', 'device_id'].includes(field)) continue;
    const operation = OPERATION_FIELDS[field];
    const isProperty = operation !== undefined || field === 'user_properties' || field === 'group_properties';
    // A notice about properties names the property or the operation.
    const isTold = (path: string[]) =>
      isProperty && [...path, operation, '$clearAll goes alone'].some((name) => name && words.includes(name));
    // The values of $unset and $clearAll are not read: the keys are what is sent.
    const isKey = (path: string[]) =>
      field === 'unset' || path.includes('$unset') || path.includes('$clearAll');
    for (const { path, leaf } of leavesOf(value)) {
      const isSent =
        wire.includes(String(leaf)) || (isKey(path) && path.some((name) => wire.includes(`"${name}"`)));
      if (!isSent && !isTold(path)) lost.push(`${field} ${path.join('.')} = ${leaf}`);
    }
    if (value === true && !wire.includes('true') && !isTold([])) lost.push(`${field} = true`);
  }
  return lost;
}

function map(action: CloudAction, payload: Payload): Mapped | undefined {
  const toItems = actions[action].toItems as (given: Payload) => Mapped;
  try {
    return toItems(payload);
  } catch (error) {
    expect(error).toBeInstanceOf(PayloadValidationError);
    return undefined;
  }
}

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

describe.each(CLOUD_ACTIONS)('%s', (action) => {
  it('sends every value of a payload, or names its field in a notice, unless it is blank', () => {
    let sent = 0;
    fc.assert(
      fc.property(arbitraryPayload(action), (payload) => {
        const mapped = map(action, payload);
        if (mapped === undefined) return;
        sent += 1;
        expect(findLost(payload, mapped)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    // Else the payloads are refused, and nothing is shown.
    expect(sent).toBeGreaterThan(RUNS / 10);
  });
});

it('would find a value that is lost', () => {
  const payload = { user_id: 'user-12345', event_type: 'Opened', city: 'Paris' };
  const mapped = map('logEvent', { ...payload, city: undefined });
  expect(mapped && findLost(payload, mapped)).toEqual(['city  = Paris']);
});
