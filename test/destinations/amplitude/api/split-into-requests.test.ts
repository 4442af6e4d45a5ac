import { LIMITS, type Limits } from '../../../../src/destinations/amplitude/api/limits';
import { splitIntoRequests } from '../../../../src/destinations/amplitude/api/split-into-requests';
import { toTestItemsByPayload, toTestItems } from './to-test-items';

const ROOMY: Limits = { maxBytes: 1_000_000, maxObjects: 1000 };
const NO_ENVELOPE = 0;

/** The indexes of each request. */
function places(requests: { index: number }[][]): number[][] {
  return requests.map((request) => request.map(({ index }) => index));
}

function numbered(count: number) {
  return Array.from({ length: count }, (_, n) => ({ n }));
}

describe(splitIntoRequests, () => {
  it('makes no request of nothing', () => {
    expect(splitIntoRequests([], ROOMY, NO_ENVELOPE)).toEqual([]);
  });

  it('fills requests up to the number of objects, in order', () => {
    const requests = splitIntoRequests(toTestItems(numbered(5)), { ...ROOMY, maxObjects: 2 }, NO_ENVELOPE);
    expect(places(requests)).toEqual([[0, 1], [2, 3], [4]]);
  });

  it('keeps a request below the byte limit, envelope and commas counted', () => {
    const items = toTestItems(numbered(4));
    const twoWithCommas = 2 * ('{"n":0}'.length + 1);
    const envelope = 10;
    const fits = { ...ROOMY, maxBytes: envelope + twoWithCommas + 1 };
    expect(places(splitIntoRequests(items, fits, envelope))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    const tight = { ...ROOMY, maxBytes: envelope + twoWithCommas };
    expect(places(splitIntoRequests(items, tight, envelope))).toEqual([[0], [1], [2], [3]]);
  });

  it('counts the separator of a form as the three bytes it has', () => {
    const items = toTestItems(numbered(2), 'identify');
    const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
    const split2 = (maxBytes: number) =>
      places(splitIntoRequests(items, { ...ROOMY, maxBytes }, NO_ENVELOPE));
    expect(split2(bytes + 2 * '%2C'.length + 1)).toEqual([[0, 1]]);
    expect(split2(bytes + 2 * '%2C'.length)).toEqual([[0], [1]]);
  });

  it('keeps the events of one payload in one request where they fit', () => {
    const item = { endpoint: 'httpapi' as const, object: { n: 1 } };
    const items = toTestItemsByPayload([[item], [item, item], [item]]);
    expect(places(splitIntoRequests(items, { ...ROOMY, maxObjects: 2 }, NO_ENVELOPE))).toEqual([
      [0],
      [1, 2],
      [3],
    ]);
  });

  it('divides the events of one payload that no request could hold', () => {
    const item = { endpoint: 'httpapi' as const, object: { n: 1 } };
    const items = toTestItemsByPayload([[item, item, item]]);
    expect(places(splitIntoRequests(items, { ...ROOMY, maxObjects: 2 }, NO_ENVELOPE))).toEqual([[0, 1], [2]]);
  });

  it('sums the group properties of a request, those inside operations too', () => {
    const items = toTestItems(
      [
        { group_properties: { a: 1, b: 2 } },
        { group_properties: { $set: { a: 1, c: 3, d: 4 }, $add: { b: 2 } } },
        { group_properties: { a: 1 } },
      ],
      'groupidentify',
    );
    expect(places(splitIntoRequests(items, { ...ROOMY, maxProperties: 6 }, NO_ENVELOPE))).toEqual([
      [0, 1],
      [2],
    ]);
  });
});

describe('LIMITS', () => {
  it.each([
    ['httpapi', 1_000_000, 2000, undefined],
    ['batch', 20_000_000, 2000, undefined],
    ['identify', 1_000_000, 1024, undefined],
    ['groupidentify', 1_000_000, 1024, 1024],
    ['usermap', 1_000_000, 2000, undefined],
  ] as const)('holds what Amplitude documents for %s', (endpoint, maxBytes, maxObjects, maxProperties) => {
    expect(LIMITS[endpoint]).toEqual({ maxBytes, maxObjects, maxProperties });
  });
});
