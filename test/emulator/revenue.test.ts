import { toRevenue } from '../../src/emulator/revenue';

describe(toRevenue, () => {
  it.each([
    [{ price: 3, quantity: 2, revenue: 100 }, 6],
    [{ revenue: 100 }, 100],
    [{ price: 3, revenue: 100 }, 100],
    [{ price: 3 }, 3],
    [{ revenue: -5 }, -5],
    [{ quantity: 2 }, undefined],
    [{ event_properties: { $revenue: 7, $price: 1, $quantity: 1 } }, 7],
    [{ event_properties: { $price: 4, $quantity: 3 } }, 12],
    [{}, undefined],
  ])('reads %j as %s', (fields, expected) => {
    expect(toRevenue({ event_type: 'Order Completed', ...fields })).toBe(expected);
  });
});
