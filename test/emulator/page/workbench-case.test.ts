import { lineOfPath, readJson } from '../../../src/emulator/page/read-json';
import { differingKeys, EMPTY_CASE, toInput, type Case } from '../../../src/emulator/page/workbench-case';

const preset = {
  name: 'Track Calls',
  subscribe: 'type = "track"',
  partnerAction: 'logEventV2',
  mapping: { user_id: { '@path': '$.userId' } },
};
const written = (more: Partial<Case>): Case => ({ ...EMPTY_CASE, event: '{"type":"track"}', ...more });

describe('JSON as it is written', () => {
  it.each([
    ['{\n  "a" 1\n}', 2],
    ['{"a": tru}', 1],
    ['{\n"a": 1,\n}', 3],
    ['', 1],
  ])('is refused with its line: %j', (text, line) => {
    expect(readJson(text).problem?.line).toBe(line);
    expect(readJson(text).problem?.message).toMatch(/[a-z]/);
  });

  it('has a line for each path, also through lists', () => {
    const text = '{\n "properties": {\n  "products": [\n   {"price": 1}\n  ]\n }\n}';
    expect(lineOfPath(text, 'properties.products[0].price')).toBe(4);
    expect(lineOfPath(text, '$.properties')).toBe(2);
    expect(lineOfPath(text, 'properties.nothing')).toBeUndefined();
  });
});

describe('a case of the workbench', () => {
  it('asks for nothing while something is no JSON object', () => {
    expect(toInput(written({ event: '{' }), [preset])).toBeUndefined();
    expect(toInput(written({ event: '[]' }), [preset])).toBeUndefined();
    expect(toInput(written({ preset: preset.name, subscription: '{' }), [preset])).toBeUndefined();
  });

  it('asks for the presets, for one of them, or for one as it was edited', () => {
    expect(toInput(written({}), [preset])).not.toHaveProperty('subscriptions');
    expect(toInput(written({ preset: preset.name }), [preset])?.subscriptions).toEqual([preset]);
    const edited = { ...preset, name: 'Mine' };
    const input = toInput(written({ preset: preset.name, subscription: JSON.stringify(edited) }), [preset]);
    expect(input?.subscriptions).toEqual([edited]);
  });

  it('passes its settings on', () => {
    const input = toInput(written({ strict: false, minIdLength: 3, fault: '503, not ingested' }), []);
    expect(input).toMatchObject({ strict: false, minIdLength: 3, fault: { status: 503 } });
    expect(toInput(written({}), [])).not.toHaveProperty('minIdLength');
  });

  it('names what differs from the preset', () => {
    const edited = { ...preset, subscribe: 'type = "page"', mapping: { user_id: 'a', time: 1 } };
    const text = JSON.stringify(edited);
    expect(differingKeys(written({ preset: preset.name, subscription: text }), [preset])).toEqual([
      'subscribe',
      'user_id',
      'time',
    ]);
    expect(differingKeys(written({ preset: preset.name }), [preset])).toEqual([]);
  });
});
