/** A page with Amplitude's Session Replay wrapper for Segment beside the session plugin. */
import setUpSessionReplay from '@amplitude/segment-session-replay-wrapper';
import { AnalyticsBrowser } from '@segment/analytics-next';
import { amplitudeSession } from '../../src/session-plugin';

window.analytics = new AnalyticsBrowser();
void window.analytics.register(amplitudeSession());
void setUpSessionReplay({
  segmentInstance: window.analytics,
  amplitudeApiKey: 'test',
  sessionReplayOptions: { sampleRate: 1, logLevel: 0 },
});
window.analytics.load({
  writeKey: 'test',
  cdnSettings: {
    integrations: { 'Segment.io': { apiKey: 'test', apiHost: `${location.host}/v1`, protocol: 'http' } },
    metrics: { sampleRate: 0 },
  },
});
