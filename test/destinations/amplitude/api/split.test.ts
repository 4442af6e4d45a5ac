import { LIMITS, type Limits } from '../../../../src/destinations/amplitude/api/limits';
import { split } from '../../../../src/destinations/amplitude/api/split';
import { toFamilies, toTestParcels } from './to-test-parcels';

const ROOMY: Limits = { maxBytes: 1_000_000, maxObjects: 1000 };
const NO_ENVELOPE = 0;

/** The indexes of each request. */
function places(requests: { index: number }[][]): number[][] {
  return requests.map((request) => request.map(({ index }) => index));
}

function numbered(count: number) {
  return Array.from({ length: count }, (_, n) => ({ n }));
}

describe(split, () => {
  it('makes no request of nothing', () => {
    expect(split([], ROOMY, NO_ENVELOPE)).toEqual([]);
  });

  it('fills requests up to the number of objects, in order', () => {
    const requests = split(toTestParcels(numbered(5)), { ...ROOMY, maxObjects: 2 }, NO_ENVELOPE);
    expect(places(requests)).toEqual([[0, 1], [2, 3], [4]]);
  });

  it('keeps a request below the byte limit, envelope and commas counted', () => {
    const parcels = toTestParcels(numbered(4));
    const twoWithCommas = 2 * ('{"n":0}'.length + 1);
    const envelope = 10;
    const fits = { ...ROOMY, maxBytes: envelope + twoWithCommas + 1 };
    expect(places(split(parcels, fits, envelope))).toEqual([
      [0, 1],
      [2, 3],
    ]);
    const tight = { ...ROOMY, maxBytes: envelope + twoWithCommas };
    expect(places(split(parcels, tight, envelope))).toEqual([[0], [1], [2], [3]]);
  });

  it('counts the separator of a form as the three bytes it has', () => {
    const parcels = toTestParcels(numbered(2), 'identify');
    const bytes = parcels.reduce((sum, parcel) => sum + parcel.bytes, 0);
    const split2 = (maxBytes: number) => places(split(parcels, { ...ROOMY, maxBytes }, NO_ENVELOPE));
    expect(split2(bytes + 2 * '%2C'.length + 1)).toEqual([[0, 1]]);
    expect(split2(bytes + 2 * '%2C'.length)).toEqual([[0], [1]]);
  });

  it('keeps the events of one payload in one request where they fit', () => {
    const item = { endpoint: 'httpapi' as const, object: { n: 1 } };
    const parcels = toFamilies([[item], [item, item], [item]]);
    expect(places(split(parcels, { ...ROOMY, maxObjects: 2 }, NO_ENVELOPE))).toEqual([[0], [1, 2], [3]]);
  });

  it('divides the events of one payload that no request could hold', () => {
    const item = { endpoint: 'httpapi' as const, object: { n: 1 } };
    const parcels = toFamilies([[item, item, item]]);
    expect(places(split(parcels, { ...ROOMY, maxObjects: 2 }, NO_ENVELOPE))).toEqual([[0, 1], [2]]);
  });

  it('sums the group properties of a request, those inside operations too', () => {
    const parcels = toTestParcels(
      [
        { group_properties: { a: 1, b: 2 } },
        { group_properties: { $set: { a: 1 }, $add: { b: 2 } } },
        { group_properties: { a: 1 } },
      ],
      'groupidentify',
    );
    expect(places(split(parcels, { ...ROOMY, maxProperties: 4 }, NO_ENVELOPE))).toEqual([[0, 1], [2]]);
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
