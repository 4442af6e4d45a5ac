import { isObject } from '@segment/actions-core';
import { throwing, type Directive, type Resolve } from './compiler';

type Test = (value: unknown) => boolean;

const exists: Test = (value) => value != null;
/** The name says the opposite: `then` is for what is not blank. `false`, 0 and an empty list are blank, as `==` has it. */
// eslint-disable-next-line eqeqeq -- the framework compares loosely, and saved mappings rely on it
const isFilled: Test = (value) => value != null && value != '';
const nothing: Resolve = () => undefined;

/** `@if`: `then` when `exists` is there, or when `blank` is not blank; `else` otherwise. */
export const when: Directive = (options, compiler) => {
  if (!isObject(options) || (!options.exists && !options.blank)) {
    return throwing('@if needs "exists" or "blank".');
  }
  const { exists: present, blank, then, else: otherwise } = options as Record<string, unknown>;
  const [subject, test] = present !== undefined ? [present, exists] : [blank, isFilled];
  const toSubject = compiler.value(subject);
  const toElse = otherwise ? compiler.value(otherwise) : nothing;
  if (isSame(subject, then)) {
    return (data) => {
      const value = toSubject(data);
      return test(value) ? value : toElse(data);
    };
  }
  const toThen = then === undefined ? nothing : compiler.value(then);
  return (data) => (test(toSubject(data)) ? toThen(data) : toElse(data));
};

/** `{exists: A, then: A}` is the usual form: A is then read once. */
function isSame(one: unknown, other: unknown): boolean {
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
