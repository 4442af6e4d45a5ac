import { OrderGuard } from '../../../../src/destinations/amplitude/api/order-guard';
import { toTestParcels } from './to-test-parcels';

const THROTTLED = { status: 429, message: 'Throttled.' };

/** Whether each parcel is held after the first one was. */
function heldAfterFirst(objects: object[]): boolean[] {
  const [first, ...others] = toTestParcels(objects.map((object) => ({ ...object })));
  const guard = new OrderGuard();
  if (first !== undefined) guard.hold(first, THROTTLED);
  return others.map((parcel) => guard.outcomeFor(parcel) === THROTTLED);
}

describe(OrderGuard, () => {
  it('holds later events of the same user or device, and no others', () => {
    expect(
      heldAfterFirst([
        { user_id: 'u1', device_id: 'd1' },
        { user_id: 'u1' },
        { device_id: 'd1', user_id: 'u2' },
        { user_id: 'u3', device_id: 'd3' },
      ]),
    ).toEqual([true, true, false]);
  });

  it('passes holding on from event to event', () => {
    expect(
      heldAfterFirst([{ user_id: 'u1' }, { user_id: 'u1', device_id: 'd1' }, { device_id: 'd1' }]),
    ).toEqual([true, true]);
  });

  it('does not take a user for a device of the same id', () => {
    expect(heldAfterFirst([{ user_id: 'same' }, { device_id: 'same' }])).toEqual([false]);
  });

  it('keeps the first outcome', () => {
    const [parcel] = toTestParcels([{ user_id: 'u1' }]);
    const guard = new OrderGuard();
    if (parcel === undefined) throw new Error('There is no parcel.');
    guard.hold(parcel, THROTTLED);
    guard.hold(parcel, { status: 503, message: 'Later.' });
    expect(guard.outcomeFor(parcel)).toBe(THROTTLED);
  });
});
