import { alignEvents, toAcceptance } from '../../../src/destinations/amplitude/align-events';
import { actions } from '../../../src/destinations/amplitude/actions';
import { createAmplitudeDestination } from '../../../src';

const { title, fields } = createAmplitudeDestination().actions.logEvent ?? { title: '', fields: {} };
const acceptance = toAcceptance(title, fields);
const rawMapping = { event_type: { '@path': '$.event' }, ip: { '@path': '$.ip' } };
const good = { type: 'track', event: 'A' };
const bad = { type: 'track', event: 'B', ip: {} };
const align = (rawData: unknown, count: number, mapping: unknown = rawMapping) =>
  alignEvents({ rawData, rawMapping: mapping }, count, acceptance);

describe(alignEvents, () => {
  it('takes the events as they are where none was refused', async () => {
    const rawData = [good, good];
    expect(await align(rawData, 2)).toBe(rawData);
  });

  it('leaves out those that the framework refuses', async () => {
    const [first, last] = [{ ...good }, { ...good }];
    const aligned = await align([bad, first, bad, last], 2);
    expect(aligned?.[0]).toBe(first);
    expect(aligned?.[1]).toBe(last);
  });

  it.each([
    ['the numbers differ all the same', [good, bad, good], 1, rawMapping],
    ['there are no events', undefined, 1, rawMapping],
    ['there is no mapping', [good, bad], 1, undefined],
    ['an event is none', [good, 'text'], 1, rawMapping],
  ])('answers nothing where %s', async (_title, rawData, count, mapping) => {
    expect(await alignEvents({ rawData, rawMapping: mapping }, count, acceptance)).toBeUndefined();
  });

  it('answers nothing where the framework cannot be asked', async () => {
    const failing = () => Promise.reject(new Error('no'));
    expect(await alignEvents({ rawData: [good, bad], rawMapping }, 1, failing)).toBeUndefined();
  });

  it('is made of the fields that the framework knows under this title', () => {
    expect(Object.keys(fields)).toEqual(Object.keys(actions.logEvent.fields));
  });
});
