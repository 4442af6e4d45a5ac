import { get } from '@segment/actions-core';
import { throwing, type Directive, type Resolve } from './compiler';

/** `@path`: the value at a dotted path, "$.context.page.url". */
export const path: Directive = (options, compiler) => {
  if (typeof options === 'string') return readPath(toPathKeys(withoutRoot(options)));
  if (typeof options !== 'object') return throwing('@path needs text.');
  const toPath = compiler.value(options);
  return (data) => {
    const dotted = toPath(data);
    if (typeof dotted !== 'string') throw new Error('@path needs text.');
    return get(data, withoutRoot(dotted));
  };
};

/** The framework takes the first "$." away, wherever it stands. */
export function withoutRoot(dotted: string): string {
  return dotted.replace('$.', '');
}

/** The keys of a path, with its quotes and brackets: the framework's own `get` is watched reading them. */
export function toPathKeys(dotted: string): string[] {
  const keys: string[] = [];
  const recorder: object = new Proxy(
    {},
    {
      get: (_, key) => {
        keys.push(String(key));
        return recorder;
      },
    },
  );
  get(recorder, dotted);
  return keys;
}

/** Reads like the framework's `get`: what is falsy on the way is the result. */
export function readPath(keys: readonly string[]): Resolve {
  const [first, second, third] = keys;
  if (first === undefined) return (data) => data;
  // Most paths are short, and are read without a loop: half of what a mapping does is to read paths.
  if (second === undefined) return (data) => step(data, first);
  if (third === undefined) return (data) => step(step(data, first), second);
  if (keys.length === 3) return (data) => step(step(step(data, first), second), third);
  return (data) => keys.reduce(step, data);
}

function step(value: unknown, key: string): unknown {
  return value ? (value as Record<string, unknown>)[key] : value;
}
