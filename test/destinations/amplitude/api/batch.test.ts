import { Batch, toBatches } from '../../../../src/destinations/amplitude/api/batch';
import { API_KEY } from '../../../send-events';
import { toTestItemsByPayload, toTestItems } from './to-test-items';

describe(toBatches, () => {
  it('parts items by endpoint and minimum id length, in order of first appearance', () => {
    const object = {};
    const items = toTestItemsByPayload([
      [{ endpoint: 'httpapi', object }],
      [{ endpoint: 'batch', object }],
      [{ endpoint: 'httpapi', object, minIdLength: 3 }],
      [{ endpoint: 'httpapi', object }],
    ]);
    const batches = toBatches(items, API_KEY).map(({ envelope, items: own }) => ({
      ...envelope,
      own: own.map(({ index }) => index),
    }));
    expect(batches).toEqual([
      { endpoint: 'httpapi', apiKey: API_KEY, own: [0, 3] },
      { endpoint: 'batch', apiKey: API_KEY, own: [1] },
      { endpoint: 'httpapi', apiKey: API_KEY, minIdLength: 3, own: [2] },
    ]);
  });
});

describe(Batch, () => {
  it('makes requests of half the size from the time that one was too large', () => {
    const items = toTestItems(Array.from({ length: 8 }, (_, n) => ({ n })));
    const [first] = items;
    if (first === undefined) throw new Error('There is no item.');
    const batch = new Batch(first, API_KEY);
    expect(batch.toRequests(items).map((request) => request.length)).toEqual([8]);
    batch.halveSize(items);
    const halves = batch.toRequests(items);
    expect(halves.flat()).toEqual(items);
    expect(Math.max(...halves.map((request) => request.length))).toBeLessThanOrEqual(4);
  });
});
