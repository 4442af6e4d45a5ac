import assert from 'node:assert';
import { transform, type JSONObject } from '@segment/actions-core';
import fc from 'fast-check';
import { compileMapping } from '../../../src/runtime/compile-mapping/compile-mapping';
import { events, mappings } from './arbitrary-mappings';

/** More once by hand: MAPPING_RUNS=100000 MAPPING_SEED=20261125 npx jest test/runtime/compile-mapping */
const RUNS = Number(process.env.MAPPING_RUNS ?? 500);
const SEED = process.env.MAPPING_SEED === undefined ? {} : { seed: Number(process.env.MAPPING_SEED) };

const THREW = Symbol('threw');

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return THREW;
  }
}

const ours = (mapping: Record<string, unknown>, event: object) =>
  attempt(() => compileMapping(mapping).run(event));
const theirs = (mapping: Record<string, unknown>, event: object) =>
  attempt(() => transform(structuredClone(mapping) as JSONObject, event as JSONObject));

/**
 * An object whose prototype came out of JSON (an own key `__proto__`, assigned) as its keys and that prototype:
 * `deepStrictEqual` wants the very same prototype, and each side has decoded one of its own.
 */
function spellOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spellOut);
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isOfClass =
    typeof prototype === 'object' && prototype !== null && Object.hasOwn(prototype, 'constructor');
  if (isOfClass && prototype !== Object.prototype) return value;
  const keys = Object.entries(value).map(([key, inner]) => [key, spellOut(inner)]);
  return { keys, prototype: isOfClass ? prototype : spellOut(prototype) };
}

describe('a compiled mapping', () => {
  it('yields what the framework yields, or throws where the framework throws', () => {
    fc.assert(
      fc.property(mappings, events, (mapping, event) => {
        const [compiled, framework] = [ours(mapping, event), theirs(mapping, event)];
        assert.deepStrictEqual(spellOut(compiled), spellOut(framework));
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
});
