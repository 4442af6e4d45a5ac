import type { SegmentEvent } from '@segment/analytics-react-native';
import { KEY, MINUTE, NOW, Phone, at, startApp, summary, usePhone } from './start-app';

usePhone();

const withEvents = { triggerSessionEvents: true };

describe('the phone’s store', () => {
  it.each([
    ['of this plugin', 'analytics_session_id', 'analytics_session_id.last_access'],
    ['of Segment’s own plugin', 'previous_session_id', 'last_event_time'],
  ])('hands over the session %s', async (_whose, idKey, lastKey) => {
    const phone = new Phone();
    phone.items.set(idKey, String(NOW - 9 * MINUTE)).set(lastKey, String(NOW - 4 * MINUTE));
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    expect(summary(await uploaded())).toEqual([['Song Played', NOW - 9 * MINUTE]]);
  });

  it('has the session for the next run', async () => {
    const phone = new Phone();
    const { client } = await startApp(phone);
    await client.track('Song Played');
    await phone.settle();
    expect(Object.fromEntries(phone.items)).toMatchObject({
      amplitude_session: `${NOW}:${NOW}:${NOW}`,
      analytics_session_id: String(NOW),
      'analytics_session_id.last_access': String(NOW),
    });
  });

  it('ends the session of an app that was killed with the next run, as the person it belonged to', async () => {
    const phone = new Phone();
    const first = await startApp(phone, withEvents);
    await first.client.identify('A');
    const [started] = await first.uploaded();
    at(NOW + 60 * MINUTE);
    const second = await startApp(phone, withEvents);
    await second.client.identify('B');
    const [ended, ...others] = await second.uploaded();
    expect(ended).toMatchObject({
      event: 'session_ended',
      userId: 'A',
      anonymousId: started?.anonymousId,
      messageId: `amplitude-End-${NOW - 1}-${started?.anonymousId}`,
    });
    expect(summary(others)).toEqual([
      ['session_started', NOW + 60 * MINUTE - 1],
      ['identify', NOW + 60 * MINUTE - 1],
    ]);
  });

  it.each(['fails', 'hangs'] as const)('that %s costs no event and no session', async (store) => {
    const phone = new Phone();
    phone.store = store;
    const { client, uploaded } = await startApp(phone);
    await client.track('Song Played');
    at(NOW + MINUTE);
    await client.track('Song Played');
    expect(summary(await uploaded())).toEqual([
      ['Song Played', NOW],
      ['Song Played', NOW],
    ]);
  });

  it('that answers late does not change the times of the events that waited', async () => {
    const phone = new Phone();
    let answer = (): void => undefined;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const storage = {
      ...phone.storage,
      getItem: (key: string) => slow.then(() => phone.storage.getItem(key)),
    };
    phone.items.set('analytics_session_id', String(NOW - MINUTE));
    phone.items.set('analytics_session_id.last_access', String(NOW - MINUTE));
    const { client, uploaded } = await startApp(phone, { storage });
    const tracked = client.track('Waited');
    // A queue that is replayed: the event is processed an hour after it was made.
    await phone.settle();
    at(NOW + 60 * MINUTE);
    answer();
    await tracked;
    expect(summary(await uploaded())).toEqual([['Waited', NOW - MINUTE]]);
  });

  it('remembers that the user opted out: opening the app starts nothing in the next run', async () => {
    const phone = new Phone();
    const first = await startApp(phone, withEvents);
    await first.client.track('Song Played');
    await first.client.process({ type: 'track', event: 'No', integrations: { All: false } } as SegmentEvent);
    await first.uploaded();
    at(NOW + 60 * MINUTE);
    const second = await startApp(phone, withEvents);
    await phone.become('active');
    expect(await second.uploaded()).toEqual([]);
  });
});

describe('reset', () => {
  it('ends the session as the person whose it was, also for one nobody knew', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Anonymous');
    const [started] = await uploaded();
    at(NOW + MINUTE);
    await client.reset();
    await client.identify('B');
    const [ended, ...others] = await uploaded();
    expect(ended).toMatchObject({ event: 'session_ended', anonymousId: started?.anonymousId });
    expect(ended).not.toHaveProperty('userId');
    expect(ended?.integrations?.[KEY]).toEqual({ session_id: NOW - 1 });
    expect(summary(others).map(([, id]) => id)).toEqual([NOW + MINUTE - 1, NOW + MINUTE - 1]);
  });

  it('does not wait for a store that hangs', async () => {
    const phone = new Phone();
    const { client, plugin } = await startApp(phone);
    await client.track('Song Played');
    phone.store = 'hangs';
    await client.reset();
    expect(plugin.getId()).toBeUndefined();
  });

  it('leaves the session alone when resetOnReset is off', async () => {
    const { client, plugin } = await startApp(new Phone(), { resetOnReset: false });
    await client.track('Song Played');
    await client.reset();
    expect(plugin.getId()).toBe(NOW);
  });
});
