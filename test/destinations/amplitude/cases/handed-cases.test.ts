import type { JSONObject, JSONValue } from '@segment/actions-core';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../../src/emulator';
import type { EventInput } from '../../../send-events';
import cases from '../../../fixtures/cases/events.json';
import moreCases from '../../../fixtures/cases/more-events.json';
import { runCase, type CaseMapping } from './run-case';

interface Case extends Partial<CaseMapping> {
  kind: string;
  name: string;
  event: EventInput;
  batch?: boolean;
  pair?: [CaseMapping, CaseMapping];
  through?: 'runtime';
  expect: {
    objects?: JSONObject[];
    count?: number;
    absent?: string[];
    present?: string[];
    notices?: string[];
    distinctInsertIds?: boolean;
    sameInsertId?: boolean;
    totalGroupProperties?: number;
  };
}

const ALL = [...cases, ...moreCases] as object[] as Case[];
const SINGLE = ALL.filter(({ through, pair }) => through === undefined && pair === undefined);
const PAIRS = ALL.filter(({ pair }) => pair !== undefined);
/** These go through the runtime: see test/runtime. */
const RUNTIME = ALL.filter(({ through }) => through === 'runtime');

let amplitude: AmplitudeEmulator;
beforeAll(async () => {
  amplitude = await startAmplitudeEmulator({ strict: true });
});
afterAll(() => amplitude.close());

const at = (object: JSONObject | undefined, path: string) =>
  path
    .split('.')
    .reduce<JSONValue | undefined>((value, key) => (value as JSONObject | undefined)?.[key], object);

it('every case is run here, as a pair or through the runtime', () => {
  expect(SINGLE.length + PAIRS.length + RUNTIME.length).toBe(ALL.length);
});

it('each kind has at least two cases of its own beside the handed ones', () => {
  const kinds = [...new Set(cases.map(({ kind }) => kind))];
  const ownOf = (kind: string) => moreCases.filter((each) => each.kind === kind).length;
  expect(kinds.filter((kind) => ownOf(kind) < 2)).toEqual([]);
});

describe.each(SINGLE)('$kind: $name', ({ event, batch, expect: expected, ...mapping }) => {
  it('becomes what is right', async () => {
    const { objects, notices } = await runCase(mapping as CaseMapping, event, amplitude.baseUrl, batch);
    const groups = objects.flatMap(({ group_properties }) => Object.keys(group_properties ?? {}));
    expect({
      objects: objects.slice(0, expected.objects?.length ?? 0),
      notices,
      groups: groups.length,
    }).toMatchObject({
      objects: expected.objects ?? [],
      notices: expect.arrayContaining(expected.notices ?? []) as string[],
      groups: expected.totalGroupProperties ?? groups.length,
    });
    expect(objects).toHaveLength(expected.count ?? objects.length);
    expect((expected.absent ?? []).filter((path) => at(objects[0], path) !== undefined)).toEqual([]);
    expect((expected.present ?? []).filter((path) => at(objects[0], path) === undefined)).toEqual([]);
  });
});

describe.each(PAIRS)('$kind: $name', ({ event, pair, expect: expected }) => {
  it('has insert ids that say so', async () => {
    const idsOf = async (mapping: CaseMapping) =>
      (await runCase(mapping, event, amplitude.baseUrl)).objects.map(({ insert_id }) => insert_id);
    const [first, second] = pair ?? [];
    if (first === undefined || second === undefined) throw new Error('A pair has two mappings.');
    const ids = [await idsOf(first), await idsOf(second)];
    const isSame = JSON.stringify(ids[0]) === JSON.stringify(ids[1]);
    expect(ids.flat()).not.toContain(undefined);
    expect(isSame).toBe(expected.sameInsertId === true);
    expect(new Set(ids.flat()).size === ids.flat().length).toBe(expected.distinctInsertIds === true);
  });
});
