/** What a part of a mapping yields for an event. Below `@arrayPath` and `@transform` the data is not the event itself. */
export type Resolve = (data: unknown) => unknown;

/** Compiles the parts inside a directive. */
export interface Compiler {
  /** Any part: a constant, a list, an object, a directive. */
  value(mapping: unknown): Resolve;
  /** A whole mapping, as the framework's `transform` runs it: checked, and without what is undefined. */
  mapping(mapping: Record<string, unknown>): Resolve;
}

/** Turns the options of one directive into a function. Options that can never work make one that throws. */
export type Directive = (options: unknown, compiler: Compiler) => Resolve;

/** A part that only the framework's own `transform` can run. */
export class NotCompilable extends Error {}

/** The framework finds a wrong directive only when an event meets it. */
export function throwing(message: string): Resolve {
  return () => {
    throw new Error(message);
  };
}
