/** What a page of the visits loads: analytics.js with the session plugin and, where wanted, attribution, as the address says. */
import { AnalyticsBrowser, type InitOptions } from '@segment/analytics-next';
import {
  amplitudeAttribution,
  amplitudeSession,
  type AmplitudeSession,
  type AttributionOptions,
  type WebSessionOptions,
} from '../../src/session-plugin';

declare global {
  interface Window {
    sessions: AmplitudeSession;
    /** Added to the clock, in milliseconds. */
    skip: number;
  }
}

export interface PageSetup {
  plugin?: WebSessionOptions;
  /** Absent: without the attribution plugin. */
  attribution?: AttributionOptions;
  load?: InitOptions | undefined;
}

const {
  plugin = {},
  attribution,
  load = {},
} = JSON.parse(new URLSearchParams(location.search).get('setup') ?? '{}') as PageSetup;

window.sessions = amplitudeSession(plugin);
window.analytics = AnalyticsBrowser.load(
  {
    writeKey: 'test',
    cdnSettings: {
      integrations: { 'Segment.io': { apiKey: 'test', apiHost: `${location.host}/v1`, protocol: 'http' } },
      metrics: { sampleRate: 0 },
    },
    plugins: [window.sessions, ...(attribution ? [amplitudeAttribution(attribution)] : [])],
  },
  load,
);
new BroadcastChannel('track').onmessage = ({ data }) => void window.analytics.track(String(data));
