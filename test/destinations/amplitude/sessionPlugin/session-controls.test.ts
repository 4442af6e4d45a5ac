/** @jest-environment jsdom */
import { at, idsOf, loadAnalytics, MINUTE, NOW, settle, timeline, useVisitor } from './load-analytics';
import { amplitudeSession } from '../../../../src/destinations/amplitude/sessionPlugin';

useVisitor();

const withEvents = { triggerSessionEvents: true };

describe('what a page can do with its sessions', () => {
  it('getId gives the id of the running session, and none before it and after it', async () => {
    const { analytics, sessions } = await loadAnalytics();
    expect(sessions.getId()).toBeUndefined();
    void analytics.track('Song Played');
    await settle();
    expect(sessions.getId()).toBe(NOW);
    at(NOW + 30 * MINUTE);
    expect(sessions.getId()).toBeUndefined();
  });

  it('end ends the session at its last event; the next event starts another', async () => {
    const { analytics, delivered, sessions } = await loadAnalytics(withEvents);
    void analytics.track('Song Played');
    await settle();
    at(NOW + 5 * MINUTE);
    sessions.end();
    expect(sessions.getId()).toBeUndefined();
    await settle();
    sessions.end();
    at(NOW + 6 * MINUTE);
    void analytics.track('Next');
    await settle();
    expect(timeline(delivered)).toEqual([
      ['session_started', NOW - 1, NOW - 1],
      ['Song Played', NOW - 1, NOW],
      ['session_ended', NOW - 1, NOW + 1],
      ['session_started', NOW + 6 * MINUTE - 1, NOW + 6 * MINUTE - 1],
      ['Next', NOW + 6 * MINUTE - 1, NOW + 6 * MINUTE],
    ]);
  });

  it('end is seen by another page, whose memory does not bring the session back', async () => {
    const [one, other] = [await loadAnalytics(), await loadAnalytics()];
    void one.analytics.track('One');
    void other.analytics.track('Other');
    await settle();
    one.sessions.end();
    expect(other.sessions.getId()).toBeUndefined();
    at(NOW + MINUTE);
    void other.analytics.track('New');
    await settle();
    void one.analytics.track('Joins');
    await settle();
    expect(idsOf(other.delivered)).toEqual([NOW, NOW + MINUTE]);
    expect(idsOf(one.delivered)).toEqual([NOW, NOW + MINUTE]);
  });

  it('startNew ends the session and starts another, also within one millisecond', async () => {
    const { analytics, delivered, sessions } = await loadAnalytics(withEvents);
    void analytics.track('Song Played');
    await settle();
    at(NOW);
    const id = sessions.startNew();
    void analytics.track('Next');
    await settle();
    expect(id).toBe(NOW + 1);
    expect(sessions.getId()).toBe(id);
    expect(timeline(delivered).map(([event, session]) => [event, session])).toEqual([
      ['session_started', NOW - 1],
      ['Song Played', NOW - 1],
      ['Next', id],
      ['session_ended', NOW - 1],
      ['session_started', id],
    ]);
  });

  it('extend keeps the session alive, but its end stands after its last event', async () => {
    const { analytics, delivered, sessions } = await loadAnalytics(withEvents);
    sessions.extend();
    expect(sessions.getId()).toBeUndefined();
    void analytics.track('Song Played');
    await settle();
    at(NOW + 20 * MINUTE);
    sessions.extend();
    at(NOW + 40 * MINUTE);
    expect(sessions.getId()).toBe(NOW - 1);
    at(NOW + 50 * MINUTE);
    void analytics.track('Next');
    await settle();
    expect(timeline(delivered)[2]).toEqual(['session_ended', NOW - 1, NOW + 1]);
  });

  it('what is called before the plugin is loaded happens then', async () => {
    const first = await loadAnalytics();
    void first.analytics.track('Song Played');
    await settle();
    const sessions = amplitudeSession();
    sessions.end();
    expect(sessions.startNew()).toBeUndefined();
    at(NOW + MINUTE);
    await first.analytics.register(sessions);
    expect(sessions.getId()).toBe(NOW + MINUTE);
  });
});

describe('extendOn', () => {
  test.each([
    ['a list', ['Song Played', 'page']],
    [
      'a function',
      ({ event, type }: { event?: unknown; type?: unknown }) => event === 'Song Played' || type === 'page',
    ],
  ])('as %s says which events start and prolong a session', async (_kind, extendOn) => {
    const { analytics, delivered } = await loadAnalytics({ extendOn: extendOn as string[] });
    for (const [minute, name] of [
      [0, 'Heartbeat'],
      [1, 'Song Played'],
      [20, 'Heartbeat'],
      [40, 'Heartbeat'],
    ] as const) {
      at(NOW + minute * MINUTE);
      void analytics.track(name);
      await settle();
    }
    void analytics.page();
    await settle();
    expect(idsOf(delivered).slice(0, 4)).toEqual([-1, NOW + MINUTE, NOW + MINUTE, -1]);
    expect(idsOf(delivered)[4]).toBeGreaterThan(NOW + 40 * MINUTE);
  });
});

describe('reset', () => {
  it('ends the session as the person whose it was', async () => {
    const { analytics, delivered } = await loadAnalytics(withEvents);
    void analytics.identify('A');
    await settle();
    const { anonymousId } = delivered[0] ?? {};
    at(NOW + MINUTE);
    analytics.reset();
    void analytics.identify('B');
    await settle();
    const ended = delivered.find(({ event }) => event === 'session_ended');
    expect(ended).toMatchObject({ userId: 'A', anonymousId, sessionId: NOW - 1 });
    expect(delivered.find(({ userId, type }) => userId === 'B' && type === 'identify')?.sessionId).toBe(
      NOW + MINUTE - 1,
    );
  });

  it('leaves an event that was called just before it in the session that ends', async () => {
    const { analytics, delivered } = await loadAnalytics(withEvents);
    void analytics.track('First');
    await settle();
    at(NOW + MINUTE);
    void analytics.track('Last');
    analytics.reset();
    void analytics.track('Next');
    await settle();
    const sessionOf = (name: string) => delivered.find(({ event }) => event === name)?.sessionId;
    expect(['First', 'Last', 'Next'].map(sessionOf)).toEqual([NOW - 1, NOW - 1, NOW + MINUTE + 1]);
    expect(timeline(delivered).find(([event]) => event === 'session_ended')).toEqual([
      'session_ended',
      NOW - 1,
      NOW + MINUTE + 1,
    ]);
  });

  it('leaves the session alone when resetOnReset is off, also as text', async () => {
    const { analytics, sessions } = await loadAnalytics({ resetOnReset: 'false' as never });
    void analytics.track('First');
    await settle();
    analytics.reset();
    expect(sessions.getId()).toBe(NOW);
  });

  it('is not listened to once the plugin is removed', async () => {
    const { analytics, sessions } = await loadAnalytics();
    void analytics.track('First');
    await settle();
    await analytics.deregister('Amplitude Session');
    analytics.reset();
    expect(sessions.getId()).toBe(NOW);
  });
});

describe('campaigns and other domains', () => {
  it('starts a new session with a new campaign, if asked to, and with the same one none', async () => {
    const { analytics, delivered } = await loadAnalytics({ resetOnNewCampaign: true });
    for (const [minute, campaign] of [{ source: 'a' }, {}, { source: 'a' }, { source: 'b' }, {}].entries()) {
      at(NOW + minute * MINUTE);
      void analytics.page('Home', {}, { context: { campaign } });
      await settle();
    }
    expect(idsOf(delivered)).toEqual([NOW, NOW, NOW, NOW + 3 * MINUTE, NOW + 3 * MINUTE]);
  });

  test.each([
    ['is valid', `?ampSessionId=${NOW - MINUTE}&ampTimestamp=${NOW + MINUTE}`, NOW - MINUTE],
    ['has no expiry', `?ampSessionId=${NOW - MINUTE}`, NOW - MINUTE],
    ['has expired', `?ampSessionId=${NOW - MINUTE}&ampTimestamp=${NOW}`, NOW],
    ['is garbage', '?ampSessionId=abc', NOW],
    ['is of the future', `?ampSessionId=${NOW + 60 * MINUTE}`, NOW],
  ])('takes over the session in the address when it %s', async (_title, search, expected) => {
    window.history.pushState({}, '', `/${search}`);
    const { analytics, delivered } = await loadAnalytics({ crossDomain: true });
    void analytics.track('Song Played');
    await settle();
    expect(idsOf(delivered)).toEqual([expected]);
  });

  it('does not take an old one over again after a reload, nor at all unless asked to', async () => {
    window.history.pushState({}, '', `/?ampSessionId=${NOW - 5 * MINUTE}`);
    const first = await loadAnalytics({ crossDomain: false });
    void first.analytics.track('Song Played');
    await settle();
    const reloaded = await loadAnalytics({ crossDomain: true });
    void reloaded.analytics.track('Song Played');
    await settle();
    expect([...idsOf(first.delivered), ...idsOf(reloaded.delivered)]).toEqual([NOW, NOW]);
  });
});
