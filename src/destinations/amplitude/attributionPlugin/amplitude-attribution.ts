import type { Plugin } from '@segment/analytics-next';
import { attempt } from '../sessionPlugin/attempt';
import { checkReferrers, type AttributionOptions } from './attribution-options';
import { readCampaign } from './campaign';
import { webAttribution } from './web-attribution';

/**
 * An enrichment plugin for `@segment/analytics-next` that keeps first and last touch as Amplitude's Browser SDK does: the
 * first event of a visit with a new campaign tells the cloud actions what to set, to set once and to unset. Throws a
 * TypeError for an option it cannot use.
 * @example
 * analytics.register(amplitudeSession(), amplitudeAttribution({ excludeReferrers: ['paypal.com'] }));
 */
export function amplitudeAttribution({
  excludeReferrers = [],
  resetSessionOnNewCampaign,
  emptyValue = 'EMPTY',
}: AttributionOptions = {}): Plugin {
  checkReferrers(excludeReferrers);
  // Read now: a router may have changed the address by the time analytics.js is loaded.
  const campaign = attempt(() => readCampaign(location.search, document.referrer));

  const base = {
    name: 'Amplitude Attribution',
    version: '1.0.0',
    type: 'enrichment',
    isLoaded: () => true,
  } as const;
  return {
    ...base,
    /** Hooks do not learn which instance calls them, so each instance gets a plugin of its own. */
    async load(_context, instance) {
      // Plugins run in the order in which they are loaded: a moment later, so that the session comes first. Unlike a
      // timer it is not held up in a hidden tab.
      await new Blob().text();
      const enrich = webAttribution(
        instance,
        campaign,
        excludeReferrers,
        emptyValue,
        resetSessionOnNewCampaign,
      );
      return instance.register({
        ...base,
        load: () => Promise.resolve(),
        track: enrich,
        page: enrich,
        screen: enrich,
        identify: enrich,
      });
    },
  };
}
