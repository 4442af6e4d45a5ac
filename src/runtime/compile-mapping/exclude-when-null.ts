import { isObject } from '@segment/actions-core';
import type { Directive } from './compiler';

/** `@excludeWhenNull`: the value without its nulls, at any depth of objects. */
export const excludeWhenNull: Directive = (options, compiler) => {
  const toValue = compiler.value(options);
  return (data) => {
    const value = toValue(data);
    return value === null ? undefined : withoutNulls(value);
  };
};

function withoutNulls(value: unknown): unknown {
  if (!isObject(value)) return value;
  const clean: Record<string, unknown> = Object.assign({}, value);
  for (const key of Object.keys(value)) {
    const inner: unknown = (value as Record<string, unknown>)[key];
    // Undefined, not gone: what surrounds the directive sees the key, as it does in the framework.
    if (inner === null) clean[key] = undefined;
    else if (isObject(inner)) clean[key] = withoutNulls(inner);
  }
  return clean;
}
