/** What a page of the attribution tests loads: analytics.js with both plugins, or Amplitude's own SDK. */
import * as amplitude from '@amplitude/analytics-browser';
import { AnalyticsBrowser } from '@segment/analytics-next';
import {
  amplitudeAttribution,
  amplitudeSession,
  type AttributionOptions,
  type WebSessionOptions,
} from '../../src/session-plugin';

export interface AttributionSetup {
  side: 'plugin' | 'sdk';
  userId: string;
  options: AttributionOptions;
  session: WebSessionOptions;
  /** Where the emulator listens. */
  serverUrl: string;
}

declare global {
  interface Window {
    attributionSetup: AttributionSetup;
    /** Sends the events of one visit. */
    visit: () => Promise<unknown>;
  }
}

const { side, userId, options, session, serverUrl } = window.attributionSetup;

async function visitWithPlugin(): Promise<void> {
  window.analytics = AnalyticsBrowser.load({
    writeKey: 'test',
    cdnSettings: {
      integrations: { 'Segment.io': { apiKey: 'test', apiHost: `${location.host}/v1`, protocol: 'http' } },
      metrics: { sampleRate: 0 },
    },
    // In this order on purpose: the session comes first all the same.
    plugins: [amplitudeAttribution(options), amplitudeSession(session)],
  });
  await window.analytics.identify(userId);
  await window.analytics.page('Visit');
}

async function visitWithSdk(): Promise<void> {
  const { emptyValue, ...attribution } = options;
  await amplitude.init('3e35f43dd9890521ec46628db3bfc6f3', {
    serverUrl: `${serverUrl}/2/httpapi`,
    userId,
    autocapture: {
      attribution: {
        ...(attribution.excludeReferrers && { excludeReferrers: [...attribution.excludeReferrers] }),
        resetSessionOnNewCampaign: attribution.resetSessionOnNewCampaign ?? false,
        ...(emptyValue !== undefined && { initialEmptyValue: emptyValue }),
      },
      pageViews: false,
      sessions: false,
      formInteractions: false,
      fileDownloads: false,
      elementInteractions: false,
    },
    fetchRemoteConfig: false,
    logLevel: 0,
  }).promise;
  const { promise } = amplitude.track('Visit');
  amplitude.flush();
  await promise;
}

window.visit = side === 'sdk' ? visitWithSdk : visitWithPlugin;
