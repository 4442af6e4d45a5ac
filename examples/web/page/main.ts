import { stepClock } from './clock';
import { AnalyticsBrowser } from '@segment/analytics-next';
import { amplitudeAttribution, amplitudeSession } from 'segment-actions-amplitude/session-plugin';
import { element } from './element';
import { showActivity } from './show-activity';
import { showSession } from './show-session';

declare global {
  interface Window {
    analytics: AnalyticsBrowser;
  }
}

const length = element<HTMLSelectElement>('session-length');
const events = element<HTMLInputElement>('session-events');
const choices = new URLSearchParams(location.search);
length.value = choices.get('sessionLength') ?? '1800000';
events.checked = choices.get('events') === 'on';

const createPlugin = () =>
  amplitudeSession({ sessionLength: Number(length.value), triggerSessionEvents: events.checked });

let sessions = createPlugin();
const analytics = AnalyticsBrowser.load({
  writeKey: 'example',
  // A real site leaves this out: analytics.js fetches it from Segment.
  cdnSettings: {
    integrations: { 'Segment.io': { apiKey: 'example', apiHost: `${location.host}/v1`, protocol: 'http' } },
    metrics: { sampleRate: 0 },
  },
  plugins: [sessions, amplitudeAttribution()],
});
window.analytics = analytics;
void analytics.page('Example');

/** Other options need another plugin; the session itself goes on, since it lies in the visitor's stores. */
async function changePlugin(): Promise<void> {
  await analytics.deregister('Amplitude Attribution', 'Amplitude Session');
  sessions = createPlugin();
  await analytics.register(sessions, amplitudeAttribution());
}

const links = Array.from(document.querySelectorAll<HTMLAnchorElement>('a.button'), (link) => {
  return { link, campaign: link.search };
});

/** Keeps the choices in the address, for a reload. */
function keepChoices(): void {
  history.replaceState(null, '', withChoices(location.search));
  linkChoices();
}

/** The next visits have the choices too. */
function linkChoices(): void {
  for (const { link, campaign } of links) link.search = withChoices(campaign);
}

function withChoices(search: string): string {
  const kept = new URLSearchParams(search);
  kept.set('sessionLength', length.value);
  if (events.checked) kept.set('events', 'on');
  else kept.delete('events');
  return `?${kept}`;
}

for (const choice of [length, events]) {
  choice.addEventListener('change', () => {
    keepChoices();
    void changePlugin();
  });
}

const optedOut = { integrations: { 'Actions Amplitude': false } };
const actions: Record<string, () => unknown> = {
  track: () => analytics.track('Song Played'),
  page: () => analytics.page('Library'),
  identify: () => analytics.identify('listener-1', { plan: 'free' }),
  'opt-out': () => analytics.track('Private Song Played', {}, optedOut),
  end: () => sessions.end(),
  'log-out': () => analytics.reset(),
};
for (const [id, act] of Object.entries(actions)) element(id).addEventListener('click', () => void act());
document.querySelectorAll<HTMLElement>('[data-step]').forEach((button) => {
  button.addEventListener('click', () => stepClock(Number(button.dataset.step) * 60_000));
});

linkChoices();
const show = () => showSession(sessions.getId(), Number(length.value));
setInterval(show, 250);
setInterval(() => void showActivity(), 500);
show();
void showActivity();
