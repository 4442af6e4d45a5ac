/** @jest-environment jsdom */
import type { Analytics } from '@segment/analytics-next';
import { amplitudeSession } from '../../../../src/destinations/amplitude/sessionPlugin';
import {
  at,
  clearCookies,
  idsOf,
  KEY,
  loadAnalytics,
  MINUTE,
  NOW,
  settle,
  useVisitor,
} from './load-analytics';

useVisitor();

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
    expect(idsOf(delivered)).toEqual([NOW]);
  });

  it('throws one clear sentence for an option it cannot use', () => {
    const wrong = { sessionStartEvent: 5 } as never;
    expect(() => amplitudeSession(wrong)).toThrow('amplitudeSession: sessionStartEvent must be a string.');
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
    expect(idsOf(delivered)).toEqual([NOW, NOW, NOW, NOW + 88 * MINUTE]);
  });

  it('follows the session length it is given', async () => {
    const { analytics, delivered } = await loadAnalytics({ sessionLength: MINUTE });
    void analytics.track('Song Played');
    await settle();
    at(NOW + MINUTE);
    void analytics.track('Song Played');
    await settle();
    expect(idsOf(delivered)).toEqual([NOW, NOW + MINUTE]);
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
    expect(idsOf(second.delivered)).toEqual([NOW]);
  });

  it('survives a localStorage that throws', async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    const { analytics, delivered } = await loadAnalytics();
    for (const method of ['getItem', 'setItem', 'removeItem'] as const) {
      jest.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new Error('The operation is insecure.');
      });
    }
    for (const time of [NOW, NOW + MINUTE]) {
      at(time);
      void analytics.track('Song Played');
      await settle();
    }
    expect(idsOf(delivered)).toEqual([NOW, NOW]);
  });

  test.each([
    ['localStorage', () => localStorage.clear()],
    ['cookies', clearCookies],
    [
      'localStorage, then the cookies,',
      () => (localStorage.clear(), void loadAnalytics().then(clearCookies)),
    ],
    ['everything, in an open page,', () => (localStorage.clear(), clearCookies())],
  ])('goes on when %s are cleared', async (_what, clear) => {
    const { analytics, delivered } = await loadAnalytics();
    for (const time of [NOW, NOW + 20 * MINUTE, NOW + 40 * MINUTE]) {
      at(time);
      void analytics.track('Song Played');
      await settle();
      clear();
    }
    expect(idsOf(delivered)).toEqual([NOW, NOW, NOW]);
  });

  it('is the one of the store that was used last', async () => {
    const { analytics, delivered } = await loadAnalytics();
    localStorage.setItem('analytics_session_id', String(NOW - 90 * MINUTE));
    localStorage.setItem('analytics_session_id.last_access', String(NOW - 80 * MINUTE));
    document.cookie = `analytics_session_id=${NOW - 20 * MINUTE}; path=/`;
    document.cookie = `analytics_session_id.last_access=${NOW - 10 * MINUTE}; path=/`;
    void analytics.track('Song Played');
    await settle();
    expect(idsOf(delivered)).toEqual([NOW - 20 * MINUTE]);
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
    expect(idsOf(delivered)).toEqual([NOW, NOW + 60 * MINUTE]);
  });

  it('of another name take the id when integrationName says so', async () => {
    const { analytics, delivered } = await loadAnalytics({ integrationName: 'Amplitude EU' });
    void analytics.track('Song Played', {}, { integrations: { 'Amplitude EU': { a: 1 } } });
    void analytics.track('Private', {}, { integrations: { 'Amplitude EU': false } });
    await settle();
    expect(delivered.map(({ integrations }) => integrations)).toEqual([
      { 'Amplitude EU': { a: 1, session_id: NOW } },
      { 'Amplitude EU': false },
    ]);
  });
});
