import type { JsonObject } from 'segment-actions-amplitude/emulator';
import { createRuntime, presetSubscriptions, type MappingValue } from 'segment-actions-amplitude/runtime';
import { toFieldRows } from '../../src/playground/to-field-rows';

const listener = { userId: 'listener-1', anonymousId: 'anonymous-1', timestamp: '2026-06-16T20:39:18.752Z' };

function rowsOf(event: JsonObject, mapping: Record<string, MappingValue> = {}, index = 0) {
  const subscriptions = presetSubscriptions().map((each) => ({
    ...each,
    mapping: { ...each.mapping, ...mapping },
  }));
  const { subscriptions: all } = createRuntime({ settings: { apiKey: 'any' }, subscriptions }).explain(event);
  const explained = all.find(({ trigger }) => trigger.holds);
  const item = explained?.items[index];
  if (!explained || !item) throw new Error(`It makes nothing: ${explained?.refusal}`);
  return toFieldRows(event, explained, item);
}

const song = { type: 'track', messageId: 'm-1', event: 'Song Played', ...listener, properties: {} };

describe('a row of the Segment event beside the Amplitude object', () => {
  it('names the path that a field reads, though another holds the same value', () => {
    const rows = rowsOf({ ...song, properties: { id: 'listener-1' } });
    expect(rows).toContainEqual({
      from: 'userId',
      before: 'listener-1',
      to: 'user_id',
      after: 'listener-1',
      how: 'renamed',
    });
    expect(rows).toContainEqual(
      expect.objectContaining({ from: 'properties.id', to: 'event_properties.id', how: 'the same' }),
    );
  });

  it('never takes an equal value for the source of what no field has read', () => {
    // 'pro' is a property; the mapping sets the plan as a constant.
    const rows = rowsOf({ ...song, properties: { level: 'pro' } }, { user_properties: { plan: 'pro' } });
    expect(rows).toContainEqual({
      to: 'user_properties.plan',
      after: 'pro',
      how: 'set by the mapping (user_properties)',
    });
  });

  it('names the id that took the place of one that the event does not have', () => {
    expect(rowsOf(song)).toContainEqual({
      from: 'anonymousId',
      before: 'anonymous-1',
      to: 'device_id',
      after: 'anonymous-1',
      how: 'renamed',
    });
  });

  it('says what was read as something else, and moved under an operation', () => {
    const rows = rowsOf({
      type: 'track',
      messageId: 'm-2',
      event: 'Order Completed',
      ...listener,
      properties: { revenue: '32.50' },
    });
    expect(rows).toContainEqual({
      from: 'properties.revenue',
      before: '32.50',
      to: 'revenue',
      after: 32.5,
      how: 'string read as number',
    });
    const identify = rowsOf({
      type: 'identify',
      messageId: 'm-3',
      ...listener,
      traits: { plan: 'pro' },
      context: { campaign: { source: 'mail' } },
    });
    expect(identify).toContainEqual(
      expect.objectContaining({
        from: 'traits.plan',
        to: 'user_properties.$set.plan',
        how: 'moved under $set',
      }),
    );
  });

  it('finds each product of an order in its place', () => {
    const order = {
      type: 'track',
      messageId: 'm-4',
      event: 'Order Completed',
      ...listener,
      properties: {
        revenue: 5,
        products: [
          { product_id: 'a', price: 2 },
          { product_id: 'b', price: 3 },
        ],
      },
    };
    const rows = rowsOf(order, {}, 2);
    expect(rows).toContainEqual({
      to: 'event_type',
      after: 'Product Purchased',
      how: 'added by the library',
    });
    expect(rows).toContainEqual(
      expect.objectContaining({ from: 'properties.products[1].product_id', after: 'b' }),
    );
    // What another object of the event carries is not told as left out.
    expect(rows.filter(({ from, to }) => to === undefined && from?.startsWith('properties.'))).toEqual([]);
  });

  it('puts a notice at the value that was left out', () => {
    const rows = rowsOf({ ...song, context: { ip: { no: 'text' } } });
    expect(rows.find(({ from }) => from === 'context.ip.no')).toMatchObject({
      how: 'read for ip, not sent',
      notice: expect.stringContaining('Left ip out') as string,
    });
  });

  it('tells what is for Segment from what no mapping reads', () => {
    const rows = rowsOf({ ...song, sentAt: '2026-06-16T20:39:19.000Z', context: { screen: { width: 390 } } });
    expect(rows).toContainEqual(expect.objectContaining({ from: 'sentAt', how: 'for Segment, not sent' }));
    expect(rows).toContainEqual({ from: 'context.screen.width', before: 390, how: 'not mapped' });
  });

  it('says of a value without a source which fields made it', () => {
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/119.0.0.0 Safari/537.36';
    const rows = rowsOf({ ...song, context: { userAgent } });
    expect(rows).toContainEqual(
      expect.objectContaining({ from: 'context.userAgent', to: 'os_name', how: 'made from userAgent' }),
    );
  });
});
