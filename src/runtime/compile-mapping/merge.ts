import { isObject } from '@segment/actions-core';
import { throwing, type Directive } from './compiler';

/** `@merge`: several objects as one; of one key the last object wins, or the first when the direction is "left". */
export const merge: Directive = (options, compiler) => {
  if (!isObject(options) || !options.direction || !Array.isArray(options.objects)) {
    return throwing('@merge needs a "direction" and a list of "objects".');
  }
  const toDirection = compiler.value(options.direction);
  const objects = options.objects.map((object) => compiler.value(object));
  return (data) => {
    const isLeft = toDirection(data) === 'left';
    const resolved = objects.map((resolve) => resolve(data));
    if (isLeft) resolved.reverse();
    // Spread, not assigned: a key named __proto__ is a key like any other.
    return resolved.reduce<object>((merged, object) => ({ ...merged, ...(object as object) }), {});
  };
};
