import { isObject } from '@segment/actions-core';
import { throwing, type Directive } from './compiler';
import { readPath, toPathKeys, withoutRoot } from './path';

/** `@arrayPath`: a list at a path, each of its items mapped by a shape. An object counts as a list of one. */
export const arrayPath: Directive = (options, compiler) => {
  if (!Array.isArray(options)) return throwing('@arrayPath needs a list of a path and a shape.');
  const [at, shape] = options as unknown[];
  const toRoot = typeof at === 'string' ? readPath(toPathKeys(withoutRoot(at))) : compiler.value(at);
  if (!isObject(shape) || Object.keys(shape).length === 0) return toRoot;
  const toItem = compiler.value(shape);
  return (data) => {
    const root = toRoot(data);
    if (Array.isArray(root)) return root.map((item) => toItem(item));
    return isObject(root) ? [toItem(root)] : root;
  };
};
