import { isObject } from '@segment/actions-core';
import { throwing, type Directive } from './compiler';

/** `@transform`: a mapping (`mapping`) run on what another mapping (`apply`) makes of the event. */
export const transform: Directive = (options, compiler) => {
  if (!isObject(options) || !options.mapping || !isObject(options.apply)) {
    return throwing('@transform needs an "apply" and a "mapping".');
  }
  const apply = compiler.mapping(options.apply);
  const map = compiler.value(options.mapping);
  return (data) => map(apply(data));
};
