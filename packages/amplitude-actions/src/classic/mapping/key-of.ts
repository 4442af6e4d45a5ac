import { path } from 'segment-actions-amplitude/api';
import type { MappingValue } from './directives';

/** In a path these characters lead into an object; in the name of a trait they are letters. */
const PATH_CHARACTERS = /[.[\]'"]/;

/**
 * The value of one key of an object, whatever its name: `keyOf('$.traits', 'plan.name')` is the trait `plan.name`, not
 * `name` inside `plan`. The framework's paths cannot say that, Liquid can, and JSON keeps the value's type.
 */
export function keyOf(object: `$.${string}`, name: string): MappingValue {
  if (!PATH_CHARACTERS.test(name)) return path(`${object}.${name}`);
  const text = `{{ ${object.slice('$.'.length)}[${toLiquidText(name)}] | json }}`;
  return { '@json': { mode: 'decode', value: { '@liquid': text } } };
}

/** Whether a mapping can hold this name as a key: one that looks like a directive would be run. */
export const canBeKey = (name: string): boolean => !name.startsWith('@');

/** A Liquid text, with everything that could end it or the tag written as its code. */
function toLiquidText(name: string): string {
  const escaped = name.replace(
    /["'\\{}%]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
