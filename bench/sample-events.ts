import type { SegmentEvent } from '@segment/actions-core';

const BROWSERS = ['Chrome/119.0.0.0 Safari/537.36', 'Version/17.1 Safari/605.1.15', 'Firefox/120.0'];
const SYSTEMS = [
  'Windows NT 10.0; Win64; x64',
  'Macintosh; Intel Mac OS X 10_15_7',
  'X11; Linux x86_64',
  'Linux; Android 13; SM-S918B',
];
const BUILDS = 25;

/** User agents as different as those of a real site's visitors. */
export const USER_AGENTS: readonly string[] = SYSTEMS.flatMap((system) =>
  BROWSERS.flatMap((browser) =>
    Array.from(
      { length: BUILDS },
      (_, build) => `Mozilla/5.0 (${system}) AppleWebKit/537.${build} (KHTML, like Gecko) ${browser}`,
    ),
  ),
);

/** Page-tracking events of about 1 KB, as analytics.js sends them; every event has its own user. */
export function sampleEvents(count: number, from = 0): SegmentEvent[] {
  return Array.from({ length: count }, (_, index) => sampleEvent(from + index));
}

function sampleEvent(number: number): SegmentEvent {
  return {
    type: 'track',
    event: 'Article Read',
    messageId: `ajs-next-${number}-4f1c62e0`,
    userId: `user-${100_000 + number}`,
    anonymousId: `7d9e3c50-1f0a-4c0e-9b6e-${100_000 + number}`,
    timestamp: new Date(Date.UTC(2026, 2, 1) + number * 1_000).toISOString(),
    receivedAt: '2026-03-01T12:00:01.000Z',
    properties: {
      title: 'How rivers change their course',
      section: 'Science',
      author: 'M. Okafor',
      words: 1800 + (number % 500),
      tags: ['rivers', 'geology', 'maps'],
      url: `https://news.example.com/science/rivers?n=${number}`,
    },
    context: {
      ip: '203.0.113.9',
      locale: 'en-US',
      library: { name: 'analytics.js', version: 'next-1.60.0' },
      userAgent: USER_AGENTS[number % USER_AGENTS.length],
      campaign: { source: 'newsletter', medium: 'email', name: 'spring', term: 'records', content: 'header' },
      page: { path: '/science/rivers', referrer: 'https://search.example.com/', title: 'Rivers' },
    },
    traits: { plan: 'premium', logins: number % 40 },
  };
}
