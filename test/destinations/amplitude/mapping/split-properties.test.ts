import type { JSONLikeObject } from '@segment/actions-core';
import { splitProperties } from '../../../../src/destinations/amplitude/mapping/split-properties';

const many = (count: number, name = 'p') =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, number] => [`${name}${index}`, index]),
  );
const count = (update: JSONLikeObject) => Object.keys(update).length;

describe(splitProperties, () => {
  it('makes no update of no properties', () => {
    expect(splitProperties({})).toEqual([]);
  });

  it('leaves 1,024 properties together', () => {
    const properties = many(1024);
    expect(splitProperties(properties)).toEqual([properties]);
    const operations = { $set: many(1000), $add: many(24, 'a') };
    expect(splitProperties(operations)).toEqual([operations]);
  });

  it('sends each of more properties once, at most 1,024 together', () => {
    const updates = splitProperties(many(2500));
    expect(updates.map(count)).toEqual([1024, 1024, 452]);
    expect(Object.assign({}, ...updates)).toEqual(many(2500));
  });

  it('sends operations apart from each other when they do not fit together', () => {
    const updates = splitProperties({ $unset: many(3, 'u'), $add: many(1100), $set: many(10, 's') });
    expect(
      updates.map((update) =>
        Object.entries(update).map(([key, of]) => [key, count(of as object as JSONLikeObject)]),
      ),
    ).toEqual([[['$unset', 3]], [['$add', 1024]], [['$add', 76]], [['$set', 10]]]);
  });
});
