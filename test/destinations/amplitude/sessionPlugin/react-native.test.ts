// First: it stands in for the phone, which the client asks for when it is loaded.
import { at, KEY, MINUTE, NOW, Phone, startApp, summary, usePhone } from './start-app';
import type { SegmentEvent } from '@segment/analytics-react-native';
import { amplitudeSession } from '../../../../src/destinations/amplitude/sessionPlugin/react-native';

usePhone();

describe(amplitudeSession, () => {
  it('gives every kind of event the session id', async () => {
    const { client, uploaded } = await startApp(new Phone());
    await client.track('Song Played');
    await client.screen('Home');
    await client.identify('user-1');
    await client.group('team-1');
    await client.alias('user-2');
    expect((await uploaded()).map((event) => event.integrations)).toEqual(
      Array.from({ length: 5 }, () => ({ [KEY]: { session_id: NOW } })),
    );
  });

  it('starts a new session after five minutes without an event', async () => {
    const { client, uploaded } = await startApp(new Phone());
    await client.track('Song Played');
    at(NOW + 5 * MINUTE);
    await client.track('Song Played');
    expect(summary(await uploaded())).toEqual([
      ['Song Played', NOW],
      ['Song Played', NOW + 5 * MINUTE],
    ]);
  });

  it('goes by the time that `now` gives where an event has none', async () => {
    const { plugin } = await startApp(new Phone(), { now: () => NOW + MINUTE });
    await plugin.execute({ type: 'track', event: 'Song Played' } as SegmentEvent);
    expect(plugin.getId()).toBe(NOW + MINUTE);
  });

  test.each([
    ['opted out', false],
    ['with a session id of its own', { session_id: 1618245157710, other: 1 }],
    ['outside any session', { session_id: -1 }],
  ])('leaves an event %s as it is', async (_title, given) => {
    const phone = new Phone();
    const { client, plugin, uploaded } = await startApp(phone, { triggerSessionEvents: true });
    await client.process({
      type: 'track',
      event: 'Song Played',
      integrations: { [KEY]: given },
    } as SegmentEvent);
    expect((await uploaded()).map(({ integrations }) => integrations)).toEqual([{ [KEY]: given }]);
    expect(plugin.getId()).toBeUndefined();
    expect(phone.items.get('analytics_session_id')).toBeUndefined();
  });

  it('gives ten events at once one session, one start and, at the next boundary, one end', async () => {
    const { client, uploaded } = await startApp(new Phone(), { triggerSessionEvents: true });
    for (const time of [NOW, NOW + 6 * MINUTE]) {
      at(time);
      await Promise.all(Array.from({ length: 10 }, (_, index) => client.track(`Song ${index}`)));
    }
    const events = summary(await uploaded());
    expect(new Set(events.map(([, id]) => id))).toEqual(new Set([NOW - 1, NOW + 6 * MINUTE - 1]));
    const marks = events.filter(([name]) => String(name).startsWith('session_'));
    expect(marks).toEqual([
      ['session_started', NOW - 1],
      ['session_ended', NOW - 1],
      ['session_started', NOW + 6 * MINUTE - 1],
    ]);
    expect(events).toHaveLength(23);
  });

  it('stops following the app on shutdown', async () => {
    const phone = new Phone();
    const { plugin } = await startApp(phone);
    expect(phone.listeners.size).toBe(1);
    plugin.shutdown();
    expect(phone.listeners.size).toBe(0);
  });

  it('offers what a page is offered: getId, startNew, end, extend', async () => {
    const { client, plugin, uploaded } = await startApp(new Phone(), { triggerSessionEvents: true });
    await client.track('Song Played');
    at(NOW + 4 * MINUTE);
    plugin.extend();
    at(NOW + 8 * MINUTE);
    expect(plugin.getId()).toBe(NOW - 1);
    expect(plugin.startNew()).toBe(NOW + 8 * MINUTE);
    expect(plugin.getId()).toBe(NOW + 8 * MINUTE);
    at(NOW + 9 * MINUTE);
    plugin.end();
    expect(plugin.getId()).toBeUndefined();
    expect(summary(await uploaded())).toEqual([
      ['session_started', NOW - 1],
      ['Song Played', NOW - 1],
      ['session_ended', NOW - 1],
      ['session_started', NOW + 8 * MINUTE],
      ['session_ended', NOW + 8 * MINUTE],
    ]);
  });
});

describe('the closure of a call', () => {
  it('decides first: it may opt the event out, and runs once', async () => {
    const { client, plugin, uploaded } = await startApp(new Phone());
    const closure = jest.fn((event: SegmentEvent) => ({ ...event, integrations: { [KEY]: false } }));
    await client.track('Private', {}, closure);
    expect((await uploaded()).map(({ integrations }) => integrations)).toEqual([{ [KEY]: false }]);
    expect(plugin.getId()).toBeUndefined();
    expect(closure).toHaveBeenCalledTimes(1);
  });

  it('may bring a session id, other options or another time', async () => {
    const { client, uploaded } = await startApp(new Phone());
    await client.track('Now');
    await client.track('Own', {}, (event) => ({ ...event, integrations: { [KEY]: { session_id: 5 } } }));
    await client.track('Options', {}, (event) => ({ ...event, integrations: { [KEY]: { a: 1 } } }));
    await client.track('Old', {}, (event) => ({
      ...event,
      timestamp: new Date(NOW - 60 * MINUTE).toISOString(),
    }));
    const byName = new Map((await uploaded()).map((event) => ['event' in event ? event.event : '', event]));
    expect(byName.get('Own')?.integrations).toEqual({ [KEY]: { session_id: 5 } });
    expect(byName.get('Options')?.integrations).toEqual({ [KEY]: { a: 1, session_id: NOW } });
    expect(byName.get('Old')).toMatchObject({
      integrations: { [KEY]: { session_id: -1 } },
      timestamp: new Date(NOW - 60 * MINUTE).toISOString(),
    });
  });
});
