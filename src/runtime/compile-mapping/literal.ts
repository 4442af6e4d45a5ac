import type { Directive } from './compiler';

/** `@literal`: the value itself; directives inside it are run all the same. */
export const literal: Directive = (options, compiler) => compiler.value(options);
