import type { InputField, JSONLikeObject } from '@segment/actions-core';

type ValueOf<F> = F extends { type: 'boolean' }
  ? boolean
  : F extends { type: 'number' | 'integer' }
    ? number
    : F extends { type: 'datetime' }
      ? string | number
      : F extends { type: 'object'; properties: infer P }
        ? F extends { additionalProperties: true }
          ? PayloadOf<P> & JSONLikeObject
          : PayloadOf<P>
        : F extends { type: 'object' }
          ? JSONLikeObject
          : string;

type OneOrMany<F> = F extends { multiple: true } ? ValueOf<F>[] : ValueOf<F>;
type Nullable<F> = F extends { allowNull: true } ? OneOrMany<F> | null : OneOrMany<F>;
type RequiredKeys<T> = { [K in keyof T]: T[K] extends { required: true } ? K : never }[keyof T];

/** The payload that a set of fields yields once the framework has mapped and validated an event. */
export type PayloadOf<T> = {
  -readonly [K in RequiredKeys<T>]: Nullable<T[K]>;
} & {
  -readonly [K in Exclude<keyof T, RequiredKeys<T>>]?: Nullable<T[K]>;
};

/** Declares a field set and keeps its literal types, from which {@link PayloadOf} infers the payload. */
export function fieldSet<T extends Record<string, InputField>>(fields: T): T {
  return fields;
}
