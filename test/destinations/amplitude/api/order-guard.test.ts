import { OrderGuard } from '../../../../src/destinations/amplitude/api/order-guard';
import { toTestItems } from './to-test-items';

const THROTTLED = { status: 429, message: 'Throttled.' };

/** Whether each item is blocked after the first one was. */
function areBlockedAfterFirst(objects: object[]): boolean[] {
  const [first, ...others] = toTestItems(objects.map((object) => ({ ...object })));
  const guard = new OrderGuard();
  if (first !== undefined) guard.block(first, THROTTLED);
  return others.map((item) => guard.outcomeFor(item) === THROTTLED);
}

describe(OrderGuard, () => {
  it('blocks later events of the same user or device, and no others', () => {
    expect(
      areBlockedAfterFirst([
        { user_id: 'u1', device_id: 'd1' },
        { user_id: 'u1' },
        { device_id: 'd1', user_id: 'u2' },
        { user_id: 'u3', device_id: 'd3' },
      ]),
    ).toEqual([true, true, false]);
  });

  it('passes blocking on from event to event', () => {
    expect(
      areBlockedAfterFirst([{ user_id: 'u1' }, { user_id: 'u1', device_id: 'd1' }, { device_id: 'd1' }]),
    ).toEqual([true, true]);
  });

  it('does not take a user for a device of the same id', () => {
    expect(areBlockedAfterFirst([{ user_id: 'same' }, { device_id: 'same' }])).toEqual([false]);
  });

  it('keeps the first outcome', () => {
    const [item] = toTestItems([{ user_id: 'u1' }]);
    const guard = new OrderGuard();
    if (item === undefined) throw new Error('There is no item.');
    guard.block(item, THROTTLED);
    guard.block(item, { status: 503, message: 'Later.' });
    expect(guard.outcomeFor(item)).toBe(THROTTLED);
  });
});
