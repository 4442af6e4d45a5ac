/** @jest-environment jsdom */
import { Analytics } from '@segment/analytics-next';
import { amplitudeSession } from '../../../../src/destinations/amplitude/sessionPlugin';
import {
  at,
  KEY,
  loadAnalytics,
  MINUTE,
  NOW,
  recorder,
  settle,
  timeline,
  useVisitor,
  type Delivered,
} from './load-analytics';

useVisitor();

const LATER = NOW + 31 * MINUTE;
const withEvents = { triggerSessionEvents: true };

/** Two visits, 31 minutes apart: what the second one delivered. */
async function visitTwice(between: (analytics: Analytics) => unknown = () => undefined, options = {}) {
  const { analytics, delivered } = await loadAnalytics({ ...withEvents, ...options }, { Mixpanel: true });
  void analytics.page('Home');
  await settle();
  at(LATER);
  await between(analytics);
  delivered.length = 0;
  void analytics.track('Song Skipped');
  await settle();
  return delivered;
}

const named = (delivered: Delivered[], name: string) => delivered.find(({ event }) => event === name);

describe('session events', () => {
  it('are not sent unless asked for', async () => {
    const { analytics, delivered } = await loadAnalytics();
    void analytics.track('Song Played');
    await settle();
    expect(delivered.map(({ event }) => event)).toEqual(['Song Played']);
  });

  it('mark only the start on a first visit, right before its cause', async () => {
    const { analytics, delivered } = await loadAnalytics(withEvents);
    void analytics.track('Song Played');
    await settle();
    expect(timeline(delivered)).toEqual([
      ['session_started', NOW - 1, NOW - 1],
      ['Song Played', NOW - 1, NOW],
    ]);
  });

  it('mark the end of the old session, then the start of the new one', async () => {
    expect(timeline(await visitTwice())).toEqual([
      ['session_ended', NOW - 1, NOW + 1],
      ['session_started', LATER - 1, LATER - 1],
      ['Song Skipped', LATER - 1, LATER],
    ]);
  });

  it('start before the event that started the session, whenever that was', async () => {
    const { analytics, delivered } = await loadAnalytics(withEvents);
    void analytics.track('Song Played', {}, { timestamp: new Date(NOW - 40) });
    await settle();
    expect(timeline(delivered)[0]).toEqual(['session_started', NOW - 41, NOW - 41]);
  });

  it('carry the names they are given', async () => {
    const names = { sessionStartEvent: 'Visit Began', sessionEndEvent: 'Visit Over' };
    const delivered = await visitTwice(undefined, names);
    expect(timeline(delivered).map(([event]) => event)).toEqual([
      'Visit Over',
      'Visit Began',
      'Song Skipped',
    ]);
  });

  it('go to Amplitude alone', async () => {
    const delivered = await visitTwice();
    expect(named(delivered, 'session_started')?.integrations).toEqual({
      All: false,
      Mixpanel: false,
      [KEY]: { session_id: LATER - 1 },
    });
  });

  it('have ids made from the session and the visitor', async () => {
    const delivered = await visitTwice();
    const [ended, started] = ['session_ended', 'session_started'].map((name) => named(delivered, name));
    expect(ended?.messageId).toBe(`amplitude-End-${NOW - 1}-${ended?.anonymousId}`);
    expect(started?.messageId).toBe(`amplitude-Start-${LATER - 1}-${started?.anonymousId}`);
  });

  it('are told to onStart and onEnd, without session events too, and survive what those throw', async () => {
    const told: unknown[] = [];
    const logged = jest.spyOn(console, 'error').mockImplementation();
    const failure = new Error('a fault of the page');
    const delivered = await visitTwice(undefined, {
      triggerSessionEvents: false,
      onStart: (id: number) => told.push(['start', id]),
      onEnd(id: number) {
        told.push(['end', id]);
        throw failure;
      },
    });
    expect(told).toEqual([
      ['start', NOW],
      ['end', NOW],
      ['start', LATER],
    ]);
    expect(delivered.map(({ event }) => event)).toEqual(['Song Skipped']);
    expect(logged).toHaveBeenCalledWith(failure);
  });
});

describe('the end event', () => {
  it('is sent as the person, and from the page, of the session that ended', async () => {
    const { analytics, delivered } = await loadAnalytics(withEvents);
    void analytics.identify('A');
    window.history.pushState({}, '', '/songs?utm_source=mail&utm_campaign=spring');
    void analytics.page('Songs');
    await settle();
    const first = delivered.at(-1);
    at(LATER);
    window.history.pushState({}, '', '/other?utm_source=ad&utm_campaign=summer');
    delivered.length = 0;
    void analytics.identify('B');
    await settle();
    const ended = named(delivered, 'session_ended');
    expect(ended).toMatchObject({ userId: 'A', anonymousId: first?.anonymousId });
    expect(ended?.context?.page).toMatchObject({ path: '/songs' });
    expect(ended?.context?.campaign).toEqual({});
    expect(named(delivered, 'session_started')).toMatchObject({ userId: 'B' });
    expect(analytics.user().anonymousId()).not.toBe(first?.anonymousId);
  });

  it('has no user when nobody was known', async () => {
    const delivered = await visitTwice((analytics) => void analytics.identify('B'));
    expect(named(delivered, 'session_ended') ?? {}).not.toHaveProperty('userId');
    expect(named(delivered, 'Song Skipped')).toMatchObject({ userId: 'B' });
  });

  it('leaves the page empty when nothing is known of it, as on another subdomain', async () => {
    const delivered = await visitTwice(() => localStorage.removeItem('amplitude_session.details'));
    // The page's own memory still has it; a page on another subdomain has not.
    expect(named(delivered, 'session_ended')?.context?.page).toMatchObject({
      path: expect.any(String) as string,
    });

    localStorage.removeItem('amplitude_session.details');
    at(LATER + 60 * MINUTE);
    const elsewhere = await loadAnalytics(withEvents);
    void elsewhere.analytics.track('Elsewhere');
    await settle();
    expect(named(elsewhere.delivered, 'session_ended')?.context?.page).toEqual({});
  });

  it('comes from the instance that saw the event, when one plugin serves two', async () => {
    const plugin = amplitudeSession(withEvents);
    const instances = [new Analytics({ writeKey: 'one' }), new Analytics({ writeKey: 'two' })];
    const delivered: Delivered[][] = [[], []];
    for (const [index, instance] of instances.entries()) {
      await instance.register(plugin, recorder(delivered[index] ?? []));
    }
    void instances[0]?.track('One');
    await settle();
    void instances[1]?.track('Two');
    await settle();
    expect(delivered.map((events) => events.map(({ event }) => event).sort())).toEqual([
      ['One', 'session_started'],
      ['Two'],
    ]);
  });
});
