/** @jest-environment jsdom */
import { Analytics, type SegmentEvent } from '@segment/analytics-next';
import type { InputField } from '@segment/actions-core';
import {
  amplitudeSession,
  sessionId,
  type SessionOptions,
} from '../../../../src/destinations/amplitude/sessionPlugin';

const KEY = 'Actions Amplitude';
const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

/** The real analytics.js with the plugin, and everything it delivered, in order of delivery. */
async function loadAnalytics(options: SessionOptions = {}, integrations = {}) {
  const delivered: SegmentEvent[] = [];
  const analytics = new Analytics({ writeKey: 'test' }, { integrations });
  await analytics.register(amplitudeSession(options), {
    name: 'Segment.io',
    type: 'after',
    version: '1.0.0',
    isLoaded: () => true,
    load: () => Promise.resolve(),
    ...Object.fromEntries(
      ['track', 'page', 'screen', 'identify', 'group', 'alias'].map((method) => [
        method,
        (context: { event: SegmentEvent }) => delivered.push(context.event),
      ]),
    ),
  });
  return { analytics, delivered };
}

function sessionIdOf(event: SegmentEvent | undefined): unknown {
  return (event?.integrations?.[KEY] as { session_id?: unknown } | undefined)?.session_id;
}

const at = (time: number) => jest.setSystemTime(time);
const settle = () => jest.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  localStorage.clear();
  for (const cookie of document.cookie.split('; '))
    document.cookie = `${cookie.split('=')[0]}=; max-age=0; path=/`;
});

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe(amplitudeSession, () => {
  test.each([
    ['track', (analytics: Analytics) => analytics.track('Song Played')],
    ['page', (analytics: Analytics) => analytics.page('Home')],
    ['screen', (analytics: Analytics) => analytics.screen('Home')],
    ['identify', (analytics: Analytics) => analytics.identify('user-1')],
    ['group', (analytics: Analytics) => analytics.group('team-1')],
    ['alias', (analytics: Analytics) => analytics.alias('user-2')],
  ])('gives a %s call the session id', async (_type, call) => {
    const { analytics, delivered } = await loadAnalytics();
    void call(analytics);
    await settle();
    expect(delivered.map(sessionIdOf)).toEqual([NOW]);
  });
});

describe('the session id', () => {
  it('stays the same until the session length passes without an event', async () => {
    const { analytics, delivered } = await loadAnalytics();
    for (const time of [NOW, NOW + 29 * MINUTE, NOW + 58 * MINUTE, NOW + 88 * MINUTE]) {
      at(time);
      void analytics.track('Song Played');
      await settle();
    }
    expect(delivered.map(sessionIdOf)).toEqual([NOW, NOW, NOW, NOW + 88 * MINUTE]);
  });

  it('follows the session length it is given', async () => {
    const { analytics, delivered } = await loadAnalytics({ sessionLength: MINUTE });
    void analytics.track('Song Played');
    await settle();
    at(NOW + MINUTE);
    void analytics.track('Song Played');
    await settle();
    expect(delivered.map(sessionIdOf)).toEqual([NOW, NOW + MINUTE]);
  });

  it('is found in localStorage as the number on the event', async () => {
    const { analytics } = await loadAnalytics();
    void analytics.track('Song Played');
    await settle();
    expect(localStorage.getItem('analytics_session_id')).toBe(String(NOW));
    expect(localStorage.getItem('analytics_session_id.last_access')).toBe(String(NOW));
  });

  it('is shared with another analytics instance on the same site', async () => {
    const first = await loadAnalytics();
    void first.analytics.track('Song Played');
    await settle();
    const second = await loadAnalytics();
    void second.analytics.track('Song Played');
    await settle();
    expect(second.delivered.map(sessionIdOf)).toEqual([NOW]);
  });

  it('survives a localStorage that throws', async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    const { analytics, delivered } = await loadAnalytics();
    for (const method of ['getItem', 'setItem'] as const) {
      jest.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new Error('The operation is insecure.');
      });
    }
    for (const time of [NOW, NOW + MINUTE]) {
      at(time);
      void analytics.track('Song Played');
      await settle();
    }
    expect(delivered.map(sessionIdOf)).toEqual([NOW, NOW]);
  });
});

describe('integrations', () => {
  test.each([
    ['the event opted out', {}, { [KEY]: false }],
    ['the event opted out of everything', {}, { All: false }],
    ['the site opted out', { [KEY]: false }, {}],
    ['the event has a session id', {}, { [KEY]: { session_id: 1618245157710, other: 1 } }],
    ['the event is outside any session', {}, { [KEY]: { session_id: -1 } }],
  ])('stay as they are, and no session begins, when %s', async (_title, site, event) => {
    const { analytics, delivered } = await loadAnalytics({ triggerSessionEvents: true }, site);
    void analytics.track('Song Played', {}, { integrations: event });
    await settle();
    expect(delivered.map(({ integrations }) => integrations)).toEqual([{ ...site, ...event }]);
    expect(localStorage.getItem('analytics_session_id')).toBeNull();
  });

  test.each([
    [
      { All: false, [KEY]: true },
      { All: false, [KEY]: { session_id: NOW } },
    ],
    [{ [KEY]: { groups: { team: 'a' } } }, { [KEY]: { groups: { team: 'a' }, session_id: NOW } }],
    [{ Mixpanel: { ip: 0 } }, { Mixpanel: { ip: 0 }, [KEY]: { session_id: NOW } }],
  ])('of %j become %j', async (given, expected) => {
    const { analytics, delivered } = await loadAnalytics();
    void analytics.track('Song Played', {}, { integrations: given });
    await settle();
    expect(delivered.map(({ integrations }) => integrations)).toEqual([expected]);
  });

  it('shared by two events are not written to', async () => {
    const { analytics, delivered } = await loadAnalytics();
    const shared = { [KEY]: { groups: { team: 'a' } } };
    void analytics.track('First', {}, { integrations: shared });
    await settle();
    at(NOW + 60 * MINUTE);
    void analytics.track('Second', {}, { integrations: shared });
    await settle();
    expect(shared).toEqual({ [KEY]: { groups: { team: 'a' } } });
    expect(delivered.map(sessionIdOf)).toEqual([NOW, NOW + 60 * MINUTE]);
  });
});

describe('session events', () => {
  /** Name, session id and time of what was delivered, by time. */
  function timeline(delivered: SegmentEvent[]) {
    return delivered
      .map((event) => ({
        event: event.event,
        sessionId: sessionIdOf(event),
        time: Number(new Date(event.timestamp ?? NaN)),
      }))
      .sort((one, other) => one.time - other.time);
  }

  it('are not sent unless asked for', async () => {
    const { analytics, delivered } = await loadAnalytics();
    void analytics.track('Song Played');
    await settle();
    expect(delivered.map(({ event }) => event)).toEqual(['Song Played']);
  });

  it('mark only the start on a first visit', async () => {
    const { analytics, delivered } = await loadAnalytics({ triggerSessionEvents: true });
    void analytics.track('Song Played');
    await settle();
    expect(delivered.map(({ event }) => event).sort()).toEqual(['Song Played', 'session_started']);
    expect(delivered.map(sessionIdOf)).toEqual([NOW, NOW]);
  });

  it('mark the end of the old session, then the start of the new one', async () => {
    const { analytics, delivered } = await loadAnalytics({ triggerSessionEvents: true });
    void analytics.track('Song Played');
    await settle();
    const later = NOW + 31 * MINUTE;
    at(later);
    delivered.length = 0;
    void analytics.track('Song Skipped');
    await settle();
    expect(timeline(delivered)).toEqual([
      { event: 'session_ended', sessionId: NOW, time: NOW + 1 },
      { event: 'Song Skipped', sessionId: later, time: later },
      { event: 'session_started', sessionId: later, time: later },
    ]);
  });

  it('carry the names they are given', async () => {
    const { analytics, delivered } = await loadAnalytics({
      triggerSessionEvents: true,
      sessionStartEvent: 'Visit Began',
    });
    void analytics.track('Song Played');
    await settle();
    expect(delivered.map(({ event }) => event)).toContain('Visit Began');
  });

  it('go to Amplitude alone', async () => {
    const { analytics, delivered } = await loadAnalytics({ triggerSessionEvents: true }, { Mixpanel: true });
    void analytics.track('Song Played');
    await settle();
    const started = delivered.find(({ event }) => event === 'session_started');
    expect(started?.integrations).toEqual({ All: false, Mixpanel: false, [KEY]: { session_id: NOW } });
  });

  it('start no later than the event that started the session', async () => {
    const { analytics, delivered } = await loadAnalytics({ triggerSessionEvents: true });
    void analytics.track('Song Played', {}, { timestamp: new Date(NOW - 40) });
    await settle();
    const started = delivered.find(({ event }) => event === 'session_started');
    expect(started?.timestamp).toEqual(new Date(NOW - 40));
  });
});

describe('sessionId', () => {
  it('declares fields the Actions framework knows', () => {
    const fields: Record<string, InputField> = sessionId.fields;
    expect(Object.entries(fields).map(([key, field]) => [key, field.type, field.default])).toEqual([
      ['sessionLength', 'number', 1_800_000],
      ['triggerSessionEvents', 'boolean', false],
      ['sessionStartEvent', 'string', 'session_started'],
      ['sessionEndEvent', 'string', 'session_ended'],
    ]);
  });

  it('enriches events as an action of the web runtime does', async () => {
    const delivered: SegmentEvent[] = [];
    const analytics = new Analytics({ writeKey: 'test' });
    await analytics.register({
      ...amplitudeSession(),
      track(context) {
        const payload = { sessionLength: MINUTE, triggerSessionEvents: true };
        sessionId.perform(undefined, { context, analytics, payload });
        delivered.push(context.event);
        return context;
      },
    });
    for (const time of [NOW, NOW + MINUTE]) {
      at(time);
      void analytics.track('Song Played');
      await settle();
    }
    expect(delivered.map(({ event }) => event)).toEqual([
      'Song Played',
      'session_started',
      'Song Played',
      'session_ended',
      'session_started',
    ]);
    expect(delivered.map(sessionIdOf)).toEqual([NOW, NOW, NOW + MINUTE, NOW, NOW + MINUTE]);
  });
});
