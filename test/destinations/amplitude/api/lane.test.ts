import { Lane, toLanes } from '../../../../src/destinations/amplitude/api/lane';
import { API_KEY } from '../../../send-events';
import { toFamilies, toTestParcels } from './to-test-parcels';

describe(toLanes, () => {
  it('parts parcels by endpoint and minimum id length, in order of first appearance', () => {
    const object = {};
    const parcels = toFamilies([
      [{ endpoint: 'httpapi', object }],
      [{ endpoint: 'batch', object }],
      [{ endpoint: 'httpapi', object, minIdLength: 3 }],
      [{ endpoint: 'httpapi', object }],
    ]);
    const lanes = toLanes(parcels, API_KEY).map(({ envelope, parcels: own }) => ({
      ...envelope,
      own: own.map(({ index }) => index),
    }));
    expect(lanes).toEqual([
      { endpoint: 'httpapi', apiKey: API_KEY, own: [0, 3] },
      { endpoint: 'batch', apiKey: API_KEY, own: [1] },
      { endpoint: 'httpapi', apiKey: API_KEY, minIdLength: 3, own: [2] },
    ]);
  });
});

describe(Lane, () => {
  it('makes requests of half the size from the time that one was too large', () => {
    const parcels = toTestParcels(Array.from({ length: 8 }, (_, n) => ({ n })));
    const [first] = parcels;
    if (first === undefined) throw new Error('There is no parcel.');
    const lane = new Lane(first, parcels, API_KEY);
    expect(lane.split(parcels).map((request) => request.length)).toEqual([8]);
    lane.halve(parcels);
    const halves = lane.split(parcels);
    expect(halves.flat()).toEqual(parcels);
    expect(Math.max(...halves.map((request) => request.length))).toBeLessThanOrEqual(4);
  });
});
