import { compareWithClassic } from '../../../src/classic';
import { classic, noteOn, sendAsMigrated, type Message } from '../send-as-migrated';

const identify = (traits: object, rest: object = {}): Message => ({ type: 'identify', traits, ...rest });
const track = (rest: object = {}): Message => ({ type: 'track', event: 'Tapped', ...rest });

describe('names of traits', () => {
  const names = ['plan.name', 'a["b"]', "it's", 'a[0]', 'x.y[z]', '{{ plan }}', 'back\\slash', 'a%b'];

  it.each(names)('%j is that trait, not a way into another one', async (name) => {
    const traits = { [name]: 3, plan: { name: 'wrong' }, a: ['wrong'], x: { y: 'wrong' } };
    const { identifications } = await sendAsMigrated({ traitsToIncrement: [name] }, identify(traits));
    expect(identifications[0]?.user_properties).toMatchObject({ $add: { [name]: 3 } });
    expect((identifications[0]?.user_properties as { $set: object }).$set).not.toHaveProperty([name]);
  });

  it('keep lists as lists', async () => {
    const { identifications } = await sendAsMigrated(
      { traitsToAppend: ['tags.all'] },
      identify({ 'tags.all': ['a', 'b'] }),
    );
    expect(identifications[0]?.user_properties).toMatchObject({ $append: { 'tags.all': ['a', 'b'] } });
  });

  it('leave a call alone that lacks the trait', async () => {
    const { identifications } = await sendAsMigrated({ traitsToIncrement: ['a.b'] }, identify({ plan: 'p' }));
    expect(identifications[0]?.user_properties).toEqual({ plan: 'p', id: 'user-1' });
  });

  it('may hold a dot in a group call too', async () => {
    const settings = { groupTypeTrait: 'org.type', groupValueTrait: 'org.name' };
    const group = { type: 'group', groupId: 'g-1', traits: { 'org.type': 'Org', 'org.name': 'Acme' } };
    const { identifications } = await sendAsMigrated(settings, group);
    expect(identifications[0]?.groups).toEqual({ Org: 'Acme' });
  });

  it('that begin with @ are left as they are, and a note says so', async () => {
    const settings = { traitsToIncrement: ['@count', 'logins'] };
    const { identifications } = await sendAsMigrated(settings, identify({ '@count': 1, logins: 1 }));
    expect(identifications[0]?.user_properties).toEqual({
      $add: { logins: 1 },
      $set: { '@count': 1, id: 'user-1' },
    });
    expect(noteOn('traitsToIncrement', settings)?.effect).toBe('not_reproducible');
  });
});

describe('the query string of a page', () => {
  it('goes on the user of an identify call, whatever its target', async () => {
    const settings = { mapQueryParams: { query: 'event_properties', search: 'user_properties' } } as const;
    const event = identify({ plan: 'p' }, { context: { page: { search: '?a=1' } } });
    const { identifications } = await sendAsMigrated(settings, event);
    expect(identifications[0]?.user_properties).toMatchObject({ query: '?a=1', search: '?a=1' });
    const { kinds } = await compareWithClassic([{ userId: 'user-1', ...event }], classic(settings));
    expect(kinds.filter(({ isDocumented }) => !isDocumented)).toEqual([]);
  });
});

describe('the platform', () => {
  it.each([
    ['of the library, before the device', 'analytics.js', { device: { type: 'android' } }, 'Web'],
    ['of the Android library', 'analytics-android', { os: { name: 'Fire OS' } }, 'Android'],
    ['of the iOS library', 'analytics-ios', { device: { type: 'tablet' } }, 'iOS'],
    [
      'of the device, before the system',
      'analytics-kotlin',
      { device: { type: 'tv' }, os: { name: 'X' } },
      'tv',
    ],
    ['of the system, in lower case', 'analytics-go', { os: { name: 'Windows' } }, 'windows'],
    ['which is the library where nothing else is known', 'analytics-go', {}, 'analytics-go'],
  ])('is that %s', async (_, name, context, platform) => {
    const event = track({ context: { library: { name }, ...context } });
    const { events } = await sendAsMigrated({}, event);
    expect(events[0]?.platform).toBe(platform);
    const { events: compared } = await compareWithClassic([{ userId: 'user-1', ...event }], classic());
    expect(compared[0]?.classic[0]?.fields.platform).toBe(platform);
  });
});

describe('integrations.Amplitude.event_id', () => {
  it.each([0, 7])('is sent when it is %d', async (event_id) => {
    const { events } = await sendAsMigrated({}, track({ integrations: { Amplitude: { event_id } } }));
    expect(events[0]?.event_id).toBe(event_id);
  });
});

describe('notes', () => {
  it('tell the names that devices gave to screens under Track All Pages', () => {
    expect(noteOn('trackAllPages', { trackAllPages: true })?.note).toMatch(
      /iOS sent "Viewed \(Name\) Screen", Android "Viewed \(Name or else Category\) Screen"/,
    );
  });

  it('tell what becomes of amplitude_event_type', async () => {
    expect(noteOn('useCustomAmplitudeProperties', {})?.note).toContain('amplitude_event_type are taken out');
    const { events } = await sendAsMigrated({}, track({ properties: { amplitude_event_type: 'X', a: 1 } }));
    expect(events[0]).toMatchObject({ event_type: 'Tapped', event_properties: { a: 1 } });
    expect(events[0]?.event_properties).not.toHaveProperty('amplitude_event_type');
  });
});
