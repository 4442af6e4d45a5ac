import { applyOperations, countProperties, isWellFormed } from '../../src/emulator/apply-operations';
import type { JsonObject } from '../../src/emulator/json-object';

function after(stored: JsonObject, update: JsonObject): JsonObject {
  applyOperations(stored, update);
  return stored;
}

describe(applyOperations, () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['plain keys set', { a: 1 }, { a: 2, b: 3 }, { a: 2, b: 3 }],
    ['$set sets', { a: 1 }, { $set: { a: 2, b: 3 } }, { a: 2, b: 3 }],
    ['$setOnce sets only what is not there', { a: 1 }, { $setOnce: { a: 2, b: 3 } }, { a: 1, b: 3 }],
    ['$add adds', { a: 1 }, { $add: { a: 2 } }, { a: 3 }],
    ['$add starts at 0', {}, { $add: { a: -2 } }, { a: -2 }],
    ['$add passes over what is no number', { a: 1 }, { $add: { a: '2' } }, { a: 1 }],
    ['$append puts behind', { a: ['x'] }, { $append: { a: 'x' } }, { a: ['x', 'x'] }],
    ['$append starts a list', {}, { $append: { a: ['x', 'y'] } }, { a: ['x', 'y'] }],
    ['$append turns a value into a list', { a: 'x' }, { $append: { a: 'y' } }, { a: ['x', 'y'] }],
    ['$prepend puts in front', { a: ['x'] }, { $prepend: { a: ['y', 'z'] } }, { a: ['y', 'z', 'x'] }],
    [
      '$preInsert puts only new ones in front',
      { a: ['x'] },
      { $preInsert: { a: ['x', 'y'] } },
      { a: ['y', 'x'] },
    ],
    [
      '$postInsert puts only new ones behind',
      { a: ['x'] },
      { $postInsert: { a: ['x', 'y'] } },
      { a: ['x', 'y'] },
    ],
    ['$remove takes every instance out', { a: ['x', 'y', 'x'] }, { $remove: { a: 'x' } }, { a: ['y'] }],
    ['$remove makes no list', {}, { $remove: { a: 'x' } }, {}],
    ['$unset deletes', { a: 1, b: 2 }, { $unset: { a: '-' } }, { b: 2 }],
    ['$clearAll deletes all', { a: 1, b: 2 }, { $clearAll: '-' }, {}],
    ['objects in lists compare by content', { a: [{ n: 1 }] }, { $remove: { a: { n: 1 } } }, { a: [] }],
  ])('%s', (_, stored, update, expected) => {
    expect(after(stored, update)).toEqual(expected);
  });

  it('goes in the order of the server, not of the keys', () => {
    const update = {
      $remove: { a: 'z' },
      $append: { a: ['y', 'z'] },
      $set: { a: ['x'] },
      $unset: { a: '-' },
      $clearAll: '-',
    };

    expect(after({ a: ['old'], b: 1 }, update)).toEqual({ a: ['x', 'y'] });
  });
});

describe(isWellFormed, () => {
  it.each<[JsonObject, boolean]>([
    [{ plan: 'pro' }, true],
    [{ $set: { a: 1 }, $add: { b: 1 } }, true],
    [{ $clearAll: '-' }, true],
    [{ $price: 3 }, true],
    [{ $set: { a: 1 }, plan: 'pro' }, false],
    [{ $set: { a: 1 }, $price: 3 }, false],
    [{ $set: 'a' }, false],
    [{}, true],
  ])('says %j is %s', (update, expected) => {
    expect(isWellFormed(update)).toBe(expected);
  });
});

describe(countProperties, () => {
  it('counts plain keys, and the keys inside operations', () => {
    expect(countProperties({ a: 1, b: { c: 2 } })).toBe(2);
    expect(countProperties({ $set: { a: 1, b: 2 }, $add: { c: 1 } })).toBe(3);
  });
});
