import { isObject } from '@segment/actions-core';
import { throwing, type Directive } from './compiler';

/** `@flatten`: nested objects as one, their keys joined by a separator: `{a: {b: 1}}` becomes `{"a.b": 1}`. */
export const flatten: Directive = (options, compiler) => {
  if (!isObject(options) || !options.separator) return throwing('@flatten needs a "separator".');
  const toSeparator = compiler.value(options.separator);
  const toValue = compiler.value(options.value);
  const omitsLists = Boolean(options.omitArrays);
  return (data) => {
    const separator = toSeparator(data);
    if (typeof separator !== 'string') throw new Error('The "separator" of @flatten is text.');
    const flat: Record<string, unknown> = {};
    addFlat(flat, toValue(data), '', { separator, omitsLists });
    return flat;
  };
};

interface Style {
  separator: string;
  omitsLists: boolean;
}

function addFlat(flat: Record<string, unknown>, value: unknown, prefix: string, style: Style): void {
  const isNested = isObject(value) || (!style.omitsLists && Array.isArray(value));
  if (!isNested) {
    // As a spread sets it, so that a key named __proto__ is a key like any other.
    Object.defineProperty(flat, prefix, { value, writable: true, enumerable: true, configurable: true });
    return;
  }
  for (const [key, inner] of Object.entries(value as object)) {
    addFlat(flat, inner, prefix ? `${prefix}${style.separator}${key}` : key, style);
  }
}
