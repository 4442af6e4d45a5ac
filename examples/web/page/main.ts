import type { SegmentEvent } from '@segment/actions-core';
import { AnalyticsBrowser } from '@segment/analytics-next';
import type { WireEvent } from '../../../src/emulator';
import { amplitudeSession } from '../../../src/session-plugin';

declare global {
  interface Window {
    analytics: AnalyticsBrowser;
  }
}

const ROWS = 8;

const choices = new URLSearchParams(location.search);
const sessionLength = Number(choices.get('sessionLength') ?? 1_800_000);
const triggerSessionEvents = choices.get('events') === 'on';

window.analytics = AnalyticsBrowser.load({
  writeKey: 'example',
  // A real site leaves this out: analytics.js fetches it from Segment.
  cdnSettings: {
    integrations: { 'Segment.io': { apiKey: 'example', apiHost: `${location.host}/v1`, protocol: 'http' } },
    metrics: { sampleRate: 0 },
  },
  plugins: [amplitudeSession({ sessionLength, triggerSessionEvents })],
});
void window.analytics.page('Example');

const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;

/** The same session has the same colour wherever it shows up, between green and pink: yellow is hard to read. */
const hueOf = (sessionId: number) => 150 + (Math.round(sessionId / 100) % 180);

const clockTime = (time: number | string) => new Date(time).toLocaleTimeString('en-GB');

function chip(sessionId: number | undefined): HTMLElement {
  const label = document.createElement('span');
  label.className = sessionId === undefined ? 'chip none' : 'chip';
  label.textContent = sessionId === undefined ? 'no session' : `…${String(sessionId).slice(-6)}`;
  if (sessionId !== undefined) label.style.setProperty('--hue', String(hueOf(sessionId)));
  return label;
}

interface Row {
  time: number;
  name: string;
  sessionId: number | undefined;
}

function show(list: string, rows: Row[]): void {
  element(`${list}-count`).textContent = String(rows.length);
  const latest = rows.sort((one, other) => other.time - one.time).slice(0, ROWS);
  const items = latest.map(({ time, name, sessionId }) => {
    const item = document.createElement('li');
    const when = document.createElement('time');
    when.textContent = clockTime(time);
    item.append(when, name, chip(sessionId));
    return item;
  });
  if (items.length === 0) {
    const empty = document.createElement('li');
    empty.className = 'empty';
    empty.textContent = 'Nothing yet.';
    items.push(empty);
  }
  element(list).replaceChildren(...items);
}

function toSentRow({ type, event, name, timestamp, integrations }: SegmentEvent): Row {
  const options: unknown = integrations?.['Actions Amplitude'];
  const sessionId =
    typeof options === 'object' && options && 'session_id' in options
      ? Number(options.session_id)
      : undefined;
  return {
    time: Number(new Date(timestamp ?? 0)),
    name: event ?? (name ? `${type}: ${name}` : type),
    sessionId,
  };
}

function toReceivedRow({ time, event_type: name, session_id: sessionId }: WireEvent): Row {
  return {
    time: Number(time),
    name: String(name),
    sessionId: sessionId === undefined ? undefined : Number(sessionId),
  };
}

async function showActivity(): Promise<void> {
  const response = await fetch('/activity');
  const { sent, received } = (await response.json()) as { sent: SegmentEvent[]; received: WireEvent[] };
  show('sent', sent.map(toSentRow));
  show('received', received.map(toReceivedRow));
}

function showSession(): void {
  const id = Number(localStorage.getItem('analytics_session_id'));
  if (!id) return;
  const left = Number(localStorage.getItem('analytics_session_id.last_access')) + sessionLength - Date.now();
  const seconds = Math.max(0, Math.ceil(left / 1000));
  element('session-id').textContent = String(id);
  element('session-id').style.setProperty('--hue', String(hueOf(id)));
  element('session-start').textContent =
    left > 0 ? `started at ${clockTime(id)}` : 'ended; the next event starts a new one';
  element('remaining').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  element('bar').style.width = `${Math.max(0, (100 * left) / sessionLength)}%`;
}

element('track').addEventListener('click', () => void window.analytics.track('Song Played'));
element('page').addEventListener('click', () => void window.analytics.page('Library'));
element('identify').addEventListener(
  'click',
  () => void window.analytics.identify('listener-1', { plan: 'free' }),
);
element('opt-out').addEventListener(
  'click',
  () =>
    void window.analytics.track('Private Song Played', {}, { integrations: { 'Actions Amplitude': false } }),
);

element<HTMLSelectElement>('session-length').value = String(sessionLength);
element<HTMLInputElement>('session-events').checked = triggerSessionEvents;
for (const id of ['session-length', 'session-events']) {
  element<HTMLInputElement>(id).addEventListener('change', ({ currentTarget }) =>
    (currentTarget as HTMLInputElement).form?.submit(),
  );
}

setInterval(showSession, 250);
setInterval(() => void showActivity(), 500);
showSession();
void showActivity();
