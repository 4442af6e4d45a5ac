import { isObject, transform, type JSONObject } from '@segment/actions-core';
import { NotCompilable, throwing, type Compiler, type Resolve } from './compiler';
import { compileValue } from './compile-value';
import { withoutUndefined } from './without-undefined';

/** A mapping as Segment saves it: fields of the action, each a value or a directive. */
export type Mapping = Record<string, unknown>;
/** What a mapping makes of an event, not yet validated. */
export type RawPayload = Record<string, unknown>;

/** The framework keeps a directive for the whole payload under this key. */
const ROOT_DIRECTIVE = '__segment_internal_directive';

/** One key of a mapping. */
export interface CompiledKey {
  key: string;
  /** Undefined when the payload has no such key. */
  resolve: Resolve;
}

export interface CompiledMapping {
  /** The keys, each for itself; absent where only the framework can run the mapping as a whole. */
  keys?: readonly CompiledKey[];
  run(event: object): RawPayload;
}

/**
 * Compiles a mapping into functions, once. The payload equals that of the framework's `transform`; a test compares the
 * two on random mappings and events. Keys that hold a directive unknown here run through `transform` itself.
 *
 * Values are not copied: the payload shares objects with the event, so neither may be changed.
 *
 * @throws the framework's own error for a mapping that it refuses whatever the event.
 * @example compileMapping({ user_id: { '@path': '$.userId' } }).run({ userId: 'u-1' }) // { user_id: 'u-1' }
 */
export function compileMapping(mapping: Mapping): CompiledMapping {
  // The framework writes defaults into the mappings that it runs.
  const own = structuredClone(mapping);
  refuseInvalid(own);
  if (isForTheFramework(own)) return { run: (event) => runTransform(own, event) };
  const keys = Object.entries(own).map(([key, value]) => ({ key, resolve: compileKey(key, value) }));
  return {
    keys,
    run: (event) => {
      const payload: RawPayload = {};
      for (const { key, resolve } of keys) {
        const value = resolve(event);
        if (value !== undefined) payload[key] = value;
      }
      return payload;
    },
  };
}

const compiler: Compiler = { value: (mapping) => compileValue(mapping, compiler), mapping: compileInner };

function compileKey(key: string, value: unknown): Resolve {
  try {
    return compileClean(value);
  } catch (error) {
    if (!(error instanceof NotCompilable)) throw error;
    const alone = { [key]: value };
    return (event) => runTransform(alone, event as object)[key];
  }
}

/** As `compiler.value`, without what is undefined. An object of the mapping is built without it, and needs no cleaning. */
function compileClean(value: unknown): Resolve {
  const isPlain =
    isObject(value) && !Object.keys(value).some((key) => key.startsWith('@') || key === '__proto__');
  if (!isPlain) {
    const resolve = compiler.value(value);
    return typeof value === 'object' ? (event) => withoutUndefined(resolve(event)) : resolve;
  }
  const entries = Object.entries(value).map(([key, inner]) => ({ key, resolve: compileClean(inner) }));
  return (event) => {
    const object: Record<string, unknown> = {};
    for (const { key, resolve } of entries) {
      const inner = resolve(event);
      if (inner !== undefined) object[key] = inner;
    }
    return object;
  };
}

/** Below `@transform`, where the data may be anything, and a mapping that is refused costs only the events that meet it. */
function compileInner(mapping: Mapping): Resolve {
  if (isForTheFramework(mapping)) throw new NotCompilable('a mapping of a directive');
  try {
    refuseInvalid(mapping);
  } catch (error) {
    return throwing(error instanceof Error ? error.message : String(error));
  }
  const entries = Object.entries(mapping).map(([key, value]) => ({ key, resolve: compiler.value(value) }));
  return (data = {}) => {
    if (!isObject(data)) throw new Error('@transform needs an object to apply to.');
    const payload: RawPayload = {};
    for (const { key, resolve } of entries) payload[key] = resolve(data);
    return withoutUndefined(payload);
  };
}

/** Whether the mapping is a directive as a whole, or holds a key that no assignment can set. */
function isForTheFramework(mapping: Mapping): boolean {
  const keys = Object.keys(mapping);
  return keys.some((key) => key.startsWith('@') || key === ROOT_DIRECTIVE || key === '__proto__');
}

/** The framework checks a mapping before it runs it; what fails afterwards fails for want of an event. */
function refuseInvalid(mapping: Mapping): void {
  try {
    runTransform(mapping, {});
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'ValidationError' || name === 'AggregateError') throw error;
  }
}

function runTransform(mapping: Mapping, event: object): RawPayload {
  return transform(mapping as JSONObject, event as JSONObject);
}
