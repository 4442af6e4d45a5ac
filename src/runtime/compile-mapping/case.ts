import { isObject } from '@segment/actions-core';
import { throwing, type Directive } from './compiler';

/** `@case`: text in lower or upper case; anything else as it is. */
export const changeCase: Directive = (options, compiler) => {
  if (!isObject(options) || !options.operator) return throwing('@case needs an "operator".');
  const { operator, value } = options as Record<string, unknown>;
  if (!value) return () => undefined;
  const toValue = compiler.value(value);
  return (data) => {
    const text = toValue(data);
    if (typeof text !== 'string') return text;
    if (operator === 'lower') return text.toLowerCase();
    if (operator === 'upper') return text.toUpperCase();
    throw new Error('The "operator" of @case is "lower" or "upper".');
  };
};
