import { readProducts } from '../../../../src/destinations/amplitude/mapping/products';
import { collectNotices } from './collect-notices';

const uno = { sku: 'S1', name: 'Uno', price: 3 };
const chess = { sku: 'S2', name: 'Chess', price: 20 };

function read(products: unknown, mapped?: unknown, trackProductsOnce?: boolean) {
  const source = { event_properties: { orderId: 'o1', products }, products: mapped, trackProductsOnce };
  const { value, names } = collectNotices((notices) => readProducts(source, notices));
  return { ...value, names };
}

describe(readProducts, () => {
  it.each([
    ['a list', [uno, chess]],
    ['an object of objects', { first: uno, second: chess }],
    ['JSON text of a list', JSON.stringify([uno, chess])],
    ['JSON text of an object of objects', ` ${JSON.stringify({ a: uno, b: chess })}`],
    ['a list with blanks', [null, uno, '', chess, undefined]],
  ])('reads %s', (_title, products) => {
    expect(read(products)).toEqual({ products: [uno, chess], areAllSent: true, names: [] });
  });

  it.each([
    ['a list of SKUs', ['sku1', 'sku2']],
    ['a list of numbers', [1, 2]],
    ['a list of lists', [['sku1'], ['sku2']]],
    ['JSON text of SKUs', '["sku1","sku2"]'],
    ['text', 'sku1,sku2'],
    ['broken JSON text', '[{"sku":'],
    ['JSON text of a number', '12'],
    ['a number', 2],
    ['one product alone', uno],
  ])('leaves %s on the order, and tells it', (_title, products) => {
    expect(read(products)).toEqual({ products: [], areAllSent: false, names: ['products_kept'] });
  });

  it('sends the objects of a mixed list, and leaves the list on the order', () => {
    expect(read(['sku1', uno])).toEqual({ products: [uno], areAllSent: false, names: ['products_kept'] });
  });

  it.each([undefined, null, '', [], [null]])('has none of %p, and nothing to tell', (products) => {
    expect(read(products)).toEqual({ products: [], areAllSent: false, names: [] });
  });

  it('keeps a product beside its own mapping where a blank stands before it', () => {
    expect(read([null, uno], [{}, { price: 3 }])).toEqual({ products: [uno], areAllSent: true, names: [] });
  });

  it('lets what is mapped of a product win over what it says itself, blanks aside', () => {
    const mapped = [{ price: 2, name: '', productId: null }, { currency: 'EUR' }];
    expect(read([uno, chess], mapped).products).toEqual([
      { ...uno, price: 2 },
      { ...chess, currency: 'EUR' },
    ]);
  });

  it('takes the mapped products where the event has none, and those that it has no place for', () => {
    expect(read(undefined, [uno])).toEqual({ products: [uno], areAllSent: false, names: [] });
    expect(read([uno], [{}, chess]).products).toEqual([uno, chess]);
  });

  it('makes nothing of what a saved mapping makes of a list of SKUs', () => {
    expect(read(['sku1', 'sku2'], [{}, {}])).toEqual({
      products: [],
      areAllSent: false,
      names: ['products_kept'],
    });
    expect(read(undefined, [{}])).toEqual({ products: [], areAllSent: false, names: [] });
  });

  it('tells of mapped products that are no list or no objects', () => {
    expect(read(undefined, 'sku1').names).toEqual(['value_dropped']);
    expect(read([uno], ['sku1']).names).toEqual(['value_dropped']);
  });

  it('has none where the order is to list them itself', () => {
    expect(read([uno], [uno], true)).toEqual({ products: [], areAllSent: false, names: [] });
  });

  it('reads no products of properties that are no object', () => {
    expect(readProducts({ event_properties: ['products'] }, [])).toEqual({ products: [], areAllSent: false });
  });
});
