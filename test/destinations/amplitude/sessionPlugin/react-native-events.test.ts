// First: it stands in for the phone, which the client asks for when it is loaded.
import { at, KEY, MINUTE, NOW, Phone, startApp, summary, usePhone } from './start-app';
import { DestinationPlugin, type SegmentEvent, type TrackEventType } from '@segment/analytics-react-native';

usePhone();

const withEvents = { triggerSessionEvents: true };

describe('session events of an app', () => {
  it('mark only the start on the first run', async () => {
    const { client, uploaded } = await startApp(new Phone(), withEvents);
    await client.track('Song Played');
    expect(summary(await uploaded())).toEqual([
      ['session_started', NOW - 1],
      ['Song Played', NOW - 1],
    ]);
  });

  it('carry the ids of the session they end and start, and go to Amplitude alone', async () => {
    const { client, uploaded } = await startApp(new Phone(), withEvents);
    await client.track('Song Played');
    await uploaded();
    at(NOW + 6 * MINUTE);
    await client.process({ type: 'track', event: 'Next', integrations: { Mixpanel: true } } as SegmentEvent);
    const [ended, started] = await uploaded();
    expect(ended).toMatchObject({
      event: 'session_ended',
      timestamp: new Date(NOW + 1).toISOString(),
      integrations: { All: false, Mixpanel: false, [KEY]: { session_id: NOW - 1 } },
    });
    expect(started).toMatchObject({
      event: 'session_started',
      timestamp: new Date(NOW + 6 * MINUTE - 1).toISOString(),
      integrations: { All: false, Mixpanel: false, [KEY]: { session_id: NOW + 6 * MINUTE - 1 } },
    });
  });

  it('do not reach a destination that runs on the phone', async () => {
    const received: string[] = [];
    class OnPhone extends DestinationPlugin {
      override key = 'Braze';
      override track(event: TrackEventType) {
        received.push(event.event);
        return event;
      }
    }
    const { client, uploaded } = await startApp(new Phone(), withEvents);
    client.add({ plugin: new OnPhone(), settings: {} });
    await client.track('Song Played');
    expect((await uploaded()).map((event) => 'event' in event && event.event)).toContain('session_started');
    expect(received).toEqual(['Song Played']);
  });

  it('come when the user returns too late', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    await uploaded();
    at(NOW + MINUTE);
    await phone.become('background');
    at(NOW + 6 * MINUTE);
    await phone.become('active');
    expect(summary(await uploaded())).toEqual([
      ['session_ended', NOW - 1],
      ['session_started', NOW + 6 * MINUTE],
    ]);
  });

  it('do not come when the user returns in time, counted from leaving', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    await uploaded();
    for (const [minute, state] of [
      [4, 'background'],
      [8, 'active'],
    ] as const) {
      at(NOW + minute * MINUTE);
      await phone.become(state);
    }
    expect(await uploaded()).toEqual([]);
  });

  it('do not come from an app that is only opened', async () => {
    const phone = new Phone();
    const { uploaded } = await startApp(phone, withEvents);
    await phone.become('active');
    expect(await uploaded()).toEqual([]);
  });

  it('do not come for a user who opted out since', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    await client.process({ type: 'track', event: 'No', integrations: { All: false } } as SegmentEvent);
    await uploaded();
    at(NOW + 60 * MINUTE);
    await phone.become('active');
    expect(await uploaded()).toEqual([]);
  });
});
