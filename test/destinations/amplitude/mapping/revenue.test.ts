import { readAmount, toRevenue } from '../../../../src/destinations/amplitude/mapping/revenue';
import { withoutBlanks } from '../../../../src/destinations/amplitude/mapping/blank';

describe(readAmount, () => {
  it.each([
    [32, 32],
    [-32.5, -32.5],
    ['32', 32],
    ['$32.50', 32.5],
    ['-$32.50', -32.5],
    ['$-32.50', -32.5],
    ['US$32.50', 32.5],
    ['32.50 €', 32.5],
    ['EUR 32.50', 32.5],
    ['1,200.00', 1200],
    ['1,200,300', 1_200_300],
    ['.5', 0.5],
    [' 7 ', 7],
  ])('reads %p as %p', (value, expected) => {
    expect(readAmount(value)).toBe(expected);
  });

  it.each([
    '32,50',
    '1,20',
    'free',
    '',
    '$',
    '--3',
    '-$-3',
    '1e3',
    '12abc',
    NaN,
    Infinity,
    null,
    undefined,
    {},
  ])('does not guess at %p', (value) => {
    expect(readAmount(value)).toBeUndefined();
  });
});

describe(toRevenue, () => {
  /** The keys as they go on the wire. */
  const read = (source: Parameters<typeof toRevenue>[0]) => withoutBlanks(toRevenue(source).keys);

  it('multiplies price and quantity when both are there, and sends both', () => {
    expect(read({ price: 19, quantity: 2, revenue: 25 })).toEqual({
      revenue: 38,
      price: 19,
      quantity: 2,
      revenueType: 'Purchase',
    });
  });

  it('takes the revenue when one of them is missing', () => {
    expect(read({ price: 19, revenue: 25 })).toMatchObject({ revenue: 25, price: 19 });
    expect(read({ quantity: 2, revenue: 25 })).toMatchObject({ revenue: 25, quantity: 2 });
  });

  it('sends neither price nor quantity when the quantity is no integer', () => {
    expect(read({ price: 10, quantity: 1.5 })).toEqual({ revenue: 15, revenueType: 'Purchase' });
  });

  it('takes the noise out of a product', () => {
    expect(read({ price: 0.1, quantity: 3 })).toMatchObject({ revenue: 0.3 });
  });

  it('takes a negative amount as a refund', () => {
    expect(read({ revenue: -25 })).toMatchObject({ revenue: -25 });
  });

  it.each([
    {},
    { revenue: 0 },
    { price: 0, quantity: 3 },
    { price: 19 },
    { productId: 'p1', currency: 'USD' },
  ])('sends no revenue keys for %p', (source) => {
    expect(toRevenue(source)).toEqual({ keys: {}, notices: [] });
  });

  it('passes product, type and currency on', () => {
    expect(read({ revenue: 5, productId: 17, revenueType: ' Tax ', currency: 'usd' })).toEqual({
      revenue: 5,
      productId: '17',
      revenueType: 'Tax',
      currency: 'USD',
    });
  });

  it('leaves out a currency that is no code of three letters', () => {
    expect(read({ revenue: 5, currency: 'dollars' })).not.toHaveProperty('currency');
  });

  it('leaves out an amount that it cannot read, with a notice', () => {
    expect(toRevenue({ revenue: 'about 30' })).toEqual({
      keys: {},
      notices: [
        {
          name: 'revenue_unreadable',
          text: 'Left revenue out: it is not a number such as 32, "$32.50" or "1,200.00".',
        },
      ],
    });
  });
});
