import { toDifferences } from '../../../src/classic/compare/differences';
import type { WireCall } from '../../../src/classic';

const event = (name: string, fields: Record<string, unknown> = {}): WireCall => ({
  endpoint: 'httpapi',
  name,
  fields,
});

describe(toDifferences, () => {
  it('finds none between equal calls, whatever the order of their keys', () => {
    const [left, right] = [event('A', { a: 1, b: { c: [1] } }), event('A', { b: { c: [1] }, a: 1 })];
    expect(toDifferences([left], [right])).toEqual([]);
  });

  it('names a leaf that one side lacks, and one that differs, by its path', () => {
    const classic = event('A', { gone: 1, deep: { changed: 'x' } });
    const actions = event('A', { deep: { changed: 'y' }, added: true });
    expect(toDifferences([classic], [actions])).toEqual([
      { call: 'A', path: 'gone', classic: 1 },
      { call: 'A', path: 'deep.changed', classic: 'x', actions: 'y' },
      { call: 'A', path: 'added', actions: true },
    ]);
  });

  it('names a call that one side lacks', () => {
    const identify: WireCall = { endpoint: 'identify', name: '$identify', fields: { user_id: 'u' } };
    expect(toDifferences([event('A')], [identify])).toEqual([
      { call: 'A', path: 'call event:A', classic: {} },
      { call: '$identify', path: 'call identify:$identify', actions: { user_id: 'u' } },
    ]);
  });

  it('matches calls of one name in their order', () => {
    const products = [event('Product Purchased', { n: 1 }), event('Product Purchased', { n: 2 })];
    expect(toDifferences(products, products)).toEqual([]);
  });

  it('tells an event on another endpoint', () => {
    const batch: WireCall = { ...event('A'), endpoint: 'batch' };
    expect(toDifferences([event('A')], [batch])).toEqual([
      { call: 'A', path: 'endpoint', classic: 'httpapi', actions: 'batch' },
    ]);
  });

  it.each([
    ['37.5', 37.5, 0],
    ['32', 32, 0],
    ['', 0, 1],
    ['x', 1, 1],
    [true, 'true', 1],
  ])('takes %j and %j for the same only when text spells the number', (left, right, count) => {
    expect(toDifferences([event('A', { v: left })], [event('A', { v: right })])).toHaveLength(count);
  });
});
