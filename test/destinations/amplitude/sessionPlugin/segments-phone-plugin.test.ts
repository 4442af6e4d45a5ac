import { at, createApp, isReady, KEY, MINUTE, NOW, Phone, sessionsOn, usePhone } from './start-app';
import { EventType, type SegmentEvent } from '@segment/analytics-react-native';
import { AmplitudeSessionPlugin } from '@segment/analytics-react-native-plugin-amplitude-session';

let phone: Phone;

// The phone's own parts again, for a plugin that asks for them itself.
jest.mock(
  '@react-native-async-storage/async-storage',
  () => ({
    getItem: (key: string) => phone.storage.getItem(key),
    setItem: (key: string, value: string) => phone.storage.setItem(key, value),
  }),
  { virtual: true },
);

usePhone();

beforeEach(() => {
  phone = new Phone();
  // Segment's plugin tells the console each step.
  jest.spyOn(console, 'log').mockImplementation();
  // And it never stops its timer: the process would wait for it.
  for (const name of ['setInterval', 'setTimeout'] as const) {
    const real = globalThis[name];
    jest
      .spyOn(globalThis, name)
      .mockImplementation((work: () => void, wait?: number) => real(work, wait).unref());
  }
});

afterEach(() => jest.restoreAllMocks());

/** A visit of two sessions. Gives the integrations of each event, by its name. */
async function visit(plugin: Parameters<typeof createApp>[1]) {
  const { client, uploaded } = createApp(phone, plugin);
  await isReady(client);
  const process = (event: string, integrations: object) =>
    client.process({ type: EventType.TrackEvent, event, properties: {}, integrations } as SegmentEvent);
  await client.track('First');
  await phone.settle();
  at(NOW + 6 * MINUTE);
  await client.track('Later');
  await phone.settle();
  await process('Opted Out', { [KEY]: false });
  await process('With Options', { [KEY]: { other: 1 } });
  const events = await uploaded();
  return events.map((event) => ['event' in event ? event.event : event.type, event.integrations]);
}

const session = (id: number, options = {}) => ({ [KEY]: { ...options, session_id: id } });

describe('the same visit', () => {
  it('with Segment’s own plugin: always with session events, opt-out and options are overwritten', async () => {
    expect(await visit(new AmplitudeSessionPlugin())).toEqual([
      ['First', session(NOW)],
      ['session_start', session(NOW)],
      ['Later', session(NOW + 6 * MINUTE)],
      ['session_end', session(NOW)],
      ['session_start', session(NOW + 6 * MINUTE)],
      ['Opted Out', session(NOW + 6 * MINUTE)],
      ['With Options', session(NOW + 6 * MINUTE)],
    ]);
  });

  it('with this plugin: the same ids, and what the call says stays', async () => {
    expect(await visit(sessionsOn(phone))).toEqual([
      ['First', session(NOW)],
      ['Later', session(NOW + 6 * MINUTE)],
      ['Opted Out', { [KEY]: false }],
      ['With Options', session(NOW + 6 * MINUTE, { other: 1 })],
    ]);
  });
});
