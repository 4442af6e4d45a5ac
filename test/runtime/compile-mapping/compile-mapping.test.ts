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

describe('a compiled mapping', () => {
  it('yields what the framework yields, or throws where the framework throws', () => {
    fc.assert(
      fc.property(mappings, events, (mapping, event) => {
        const [compiled, framework] = [ours(mapping, event), theirs(mapping, event)];
        assert.deepStrictEqual(compiled, framework);
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
});
