import { toRevenue, type RevenueSource } from '../../../../src/destinations/amplitude/mapping/revenue';
import { collectNotices } from './collect-notices';

describe(toRevenue, () => {
  const read = (source: RevenueSource) => collectNotices((notices) => toRevenue(source, notices));

  it('multiplies price and quantity when both are there, and sends both', () => {
    expect(read({ price: 19, quantity: 2 })).toMatchObject({
      value: { revenue: 38, price: 19, quantity: 2, revenueType: 'Purchase' },
      notices: [],
    });
  });

  it('sends price × quantity in place of another revenue, and tells it', () => {
    expect(read({ price: 19, quantity: 2, revenue: 25 })).toMatchObject({
      value: { revenue: 38 },
      fields: ['revenue'],
    });
    expect(read({ price: 19, quantity: 2, revenue: '38.00' }).notices).toEqual([]);
  });

  it('takes a price alone for the revenue of one item', () => {
    expect(read({ price: '9.99' })).toMatchObject({ value: { revenue: 9.99, price: 9.99 }, notices: [] });
  });

  it('does not send a price beside a revenue without a quantity: Amplitude would take it for the revenue', () => {
    const { value, fields } = read({ price: 19, revenue: 25 });
    expect(value).toEqual({ revenue: 25, revenueType: 'Purchase' });
    expect(fields).toEqual(['price']);
  });

  it('sends a quantity beside a revenue', () => {
    expect(read({ quantity: 2, revenue: 25 })).toMatchObject({
      value: { revenue: 25, quantity: 2 },
      notices: [],
    });
  });

  it('sends neither price nor quantity when the quantity is no integer, and tells both', () => {
    const { value, fields } = read({ price: 10, quantity: 1.5 });
    expect(value).toEqual({ revenue: 15, revenueType: 'Purchase' });
    expect(fields).toEqual(['quantity', 'price']);
    expect(read({ revenue: 15, quantity: 1.5 }).value).toEqual({ revenue: 15, revenueType: 'Purchase' });
  });

  it('takes the price for the revenue of one where the quantity cannot be read', () => {
    expect(read({ price: 10, quantity: 'two' })).toMatchObject({
      value: { revenue: 10, price: 10 },
      names: ['revenue_unreadable'],
    });
  });

  it('takes the noise out of a product', () => {
    expect(read({ price: 0.1, quantity: 3 }).value).toMatchObject({ revenue: 0.3 });
  });

  it('takes a negative amount as a refund', () => {
    expect(read({ revenue: -25 }).value).toMatchObject({ revenue: -25 });
    expect(read({ price: '-$5', quantity: 2 }).value).toMatchObject({ revenue: -10 });
  });

  it.each([{}, { revenue: 0 }, { price: 0 }, { price: '', quantity: null }])(
    'sends no revenue keys for %p, and has nothing to tell',
    (source) => {
      expect(read(source)).toMatchObject({ value: {}, notices: [] });
    },
  );

  it.each([
    { price: 0, quantity: 1, revenue: 25 },
    { price: 10, quantity: 0 },
  ])('tells that there is money and none is sent: %p', (source) => {
    const { value, names } = read(source);
    expect(value).toEqual({});
    expect(names).toContain('revenue_missing');
  });

  it('tells what means nothing without revenue', () => {
    const { value, fields } = read({ quantity: 2, productId: 'p1', revenueType: 'Tax', currency: 'USD' });
    expect(value).toEqual({});
    expect(fields).toEqual(['quantity', 'productId', 'revenueType', 'currency']);
  });

  it('passes product, type and currency on', () => {
    expect(read({ revenue: 5, productId: 17, revenueType: ' Tax ', currency: ' usd ' }).value).toEqual({
      revenue: 5,
      productId: '17',
      revenueType: 'Tax',
      currency: 'USD',
    });
  });

  it.each(['dollars', '$', 'US', {}])(
    'leaves out the currency %p, which is no code of three letters, and tells it',
    (currency) => {
      const { value, fields } = read({ revenue: 5, currency });
      expect(value).not.toHaveProperty('currency');
      expect(fields).toEqual(['currency']);
    },
  );

  it('leaves out an amount that it cannot read, with a notice', () => {
    expect(read({ revenue: 'about 30' }).notices).toEqual([
      {
        name: 'revenue_unreadable',
        field: 'revenue',
        text: 'Left revenue out: it is not a number such as 32, "$32.50" or "1,200.00".',
      },
    ]);
  });
});
