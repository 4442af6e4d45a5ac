import { noteOn, sendAsMigrated, type Message } from '../send-as-migrated';

const message = (type: string, names: object): Message => ({ type, messageId: 'm-1', ...names });
const BOTH = { name: 'Settings', category: 'Merchant' };
const OFF = { trackNamedPages: false, trackCategorizedPages: false };

describe('trackNamedPages', () => {
  it.each([
    ['page', BOTH, ['Viewed Merchant Settings Page']],
    ['page', { name: 'Settings' }, ['Viewed Settings Page']],
    ['page', { category: 'Merchant' }, []],
    ['page', {}, []],
    ['page', { name: '' }, []],
    ['screen', BOTH, ['Viewed Merchant Settings Screen']],
    ['screen', { name: 'Settings' }, ['Viewed Settings Screen']],
  ])('names a %s call with %j: %j', async (type, names, expected) => {
    const sent = await sendAsMigrated({ ...OFF, trackNamedPages: true }, message(type, names));
    expect(sent.names).toEqual(expected);
  });
});

describe('trackCategorizedPages', () => {
  it.each([
    ['page', BOTH, ['Viewed Merchant Page']],
    ['page', { properties: { category: 'Merchant' } }, ['Viewed Merchant Page']],
    ['page', { name: 'Settings' }, []],
    ['screen', { category: 'Merchant' }, ['Viewed Merchant Screen']],
    ['screen', { name: 'Settings' }, []],
  ])('names a %s call with %j: %j', async (type, names, expected) => {
    const sent = await sendAsMigrated({ ...OFF, trackCategorizedPages: true }, message(type, names));
    expect(sent.names).toEqual(expected);
  });
});

describe('trackAllPages', () => {
  it.each([
    ['page', BOTH, ['Loaded a Page']],
    ['page', {}, ['Loaded a Page']],
    ['screen', BOTH, ['Loaded a Screen']],
  ])('names a %s call with %j: %j', async (type, names, expected) => {
    const sent = await sendAsMigrated({ ...OFF, trackAllPages: true }, message(type, names));
    expect(sent.names).toEqual(expected);
  });
});

describe('trackAllPagesV2 (Track All Screens)', () => {
  it('sends Loaded a Screen for every screen call, and nothing for a page', async () => {
    const settings = { ...OFF, trackAllPagesV2: true };
    const sent = await sendAsMigrated(settings, message('screen', BOTH), message('page', BOTH));
    expect(sent.names).toEqual(['Loaded a Screen']);
    expect(sent.events[0]?.event_properties).toEqual(BOTH);
    expect(noteOn('trackAllPagesV2', settings)?.note).toContain('device mode');
  });

  it('adds no second event beside Track All Pages', async () => {
    const settings = { ...OFF, trackAllPages: true, trackAllPagesV2: true };
    expect((await sendAsMigrated(settings, message('screen', {}))).names).toEqual(['Loaded a Screen']);
  });
});

describe('several page settings at once', () => {
  it.each([
    [BOTH, ['Loaded a Page', 'Viewed Merchant Page', 'Viewed Merchant Settings Page']],
    [{ name: 'Settings' }, ['Loaded a Page', 'Viewed Settings Page']],
    [{ category: 'Merchant' }, ['Loaded a Page', 'Viewed Merchant Page']],
    [{}, ['Loaded a Page']],
  ])('make one event each of a page call with %j: %j', async (names, expected) => {
    const sent = await sendAsMigrated({ trackAllPages: true }, message('page', names));
    expect(sent.names).toEqual(expected);
  });

  it('give each event an insert_id of its own', async () => {
    const { events } = await sendAsMigrated({ trackAllPages: true }, message('page', BOTH));
    const insertIds = events.map(({ insert_id }) => String(insert_id));
    expect(insertIds.filter((id) => /^m-1-[0-9a-f]{16}$/.test(id))).toHaveLength(3);
    expect(new Set(insertIds).size).toBe(3);
  });

  it('send nothing when all are off', async () => {
    const sent = await sendAsMigrated(OFF, message('page', BOTH), message('screen', BOTH));
    expect(sent.names).toEqual([]);
  });

  it('keep the properties of the call, with its name and category among them', async () => {
    const page = { ...message('page', BOTH), properties: { path: '/settings' } };
    const { events } = await sendAsMigrated({ ...OFF, trackNamedPages: true }, page);
    expect(events[0]?.event_properties).toEqual({
      path: '/settings',
      name: 'Settings',
      category: 'Merchant',
    });
  });
});
