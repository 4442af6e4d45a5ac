import { isObject } from '@segment/actions-core';
import { throwing, type Directive } from './compiler';

/** `@json`: a value as JSON text (`encode`), or JSON text as its value (`decode`; text that is no JSON stays). */
export const json: Directive = (options, compiler) => {
  if (!isObject(options) || !options.mode || !options.value) {
    return throwing('@json needs a "mode" and a "value".');
  }
  const { mode } = options;
  const toValue = compiler.value(options.value);
  if (mode === 'encode') return (data) => JSON.stringify(toValue(data));
  if (mode === 'decode') return (data) => decode(toValue(data));
  return (data) => void toValue(data);
};

function decode(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
