import { Analytics, type Plugin, type SegmentEvent } from '@segment/analytics-next';
import {
  amplitudeSession,
  type WebSessionOptions,
} from '../../../../src/destinations/amplitude/sessionPlugin';

export const KEY = 'Actions Amplitude';
export const NOW = 1_700_000_000_000;
export const MINUTE = 60_000;

/** What JSON makes of the event: what Segment would get. */
export type Delivered = SegmentEvent & { sessionId: unknown };

/** The real analytics.js with the plugin, and everything it delivered, in order of delivery. */
export async function loadAnalytics(options: WebSessionOptions = {}, integrations = {}) {
  const delivered: Delivered[] = [];
  const analytics = new Analytics({ writeKey: 'test' }, { integrations });
  const sessions = amplitudeSession(options);
  await analytics.register(sessions, recorder(delivered));
  return { analytics, delivered, sessions };
}

export function recorder(delivered: Delivered[]): Plugin {
  const record = (context: { event: SegmentEvent }) => {
    const event = JSON.parse(JSON.stringify(context.event)) as SegmentEvent;
    const options = event.integrations?.[KEY] as { session_id?: unknown } | undefined;
    delivered.push({ ...event, sessionId: options?.session_id });
  };
  return {
    name: 'Segment.io',
    type: 'after',
    version: '1.0.0',
    isLoaded: () => true,
    load: () => Promise.resolve(),
    ...Object.fromEntries(
      ['track', 'page', 'screen', 'identify', 'group', 'alias'].map((method) => [method, record]),
    ),
  };
}

export const idsOf = (delivered: Delivered[]) => delivered.map(({ sessionId }) => sessionId);

/** Name, session id and time of what was delivered, by time. */
export function timeline(delivered: Delivered[]) {
  return delivered
    .map(({ event, type, sessionId, timestamp }) => [
      event ?? type,
      sessionId,
      Number(new Date(timestamp ?? NaN)),
    ])
    .sort((one, other) => Number(one[2]) - Number(other[2]));
}

export const at = (time: number) => jest.setSystemTime(time);
export const settle = () => jest.advanceTimersByTimeAsync(1000);

export function clearCookies(): void {
  for (const cookie of document.cookie.split('; ')) {
    document.cookie = `${cookie.split('=')[0]}=; max-age=0; path=/`;
  }
}

/** A first-time visitor at a given time, and everything put back afterwards. */
export function useVisitor(): void {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
    localStorage.clear();
    clearCookies();
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
}
