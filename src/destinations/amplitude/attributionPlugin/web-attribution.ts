import type { Analytics, Context } from '@segment/analytics-next';
import { attempt } from '../sessionPlugin/attempt';
import { INTEGRATION_KEY, isOptedOut, optionsOf } from '../sessionPlugin/integrations';
import { sessionOpeners } from '../sessionPlugin/session-openers';
import { cookies, readLocalStorage } from '../sessionPlugin/session-storage';
import type { Referrer } from './attribution-options';
import type { Campaign } from './campaign';
import { isExcluded } from './is-excluded';
import { nextAttribution, type AttributionChange } from './next-attribution';
import { ownSite } from './own-site';
import { chooseStored } from './stored-campaign';

/**
 * The attribution of one analytics instance on one page. Gives the function that enriches its events: it tells the cloud
 * actions that attribution is kept here and, once, of a campaign that is new.
 *
 * @param campaign Of the page; none where there is no page.
 * @param excludeReferrers Referrers that are no campaign, beside the site itself.
 */
export function webAttribution(
  analytics: Analytics,
  campaign: Campaign | undefined,
  excludeReferrers: readonly Referrer[],
  emptyValue: string,
  opensSession: boolean | undefined,
): (context: Context) => Context {
  // Kept as the session is: written to every store that analytics.js uses, each of which is read on its own.
  const key = `amplitude_attribution.${analytics.settings.writeKey}`;

  function next(sessionId: number) {
    const domain = campaign?.referring_domain;
    // Not before the first event: finding the site takes a cookie.
    if (domain && isExcluded(domain, [ownSite(), ...excludeReferrers])) campaign = undefined;
    const stored = chooseStored([...cookies(key), attempt(() => readLocalStorage(key))]);
    return nextAttribution(stored, campaign, sessionId, emptyValue);
  }

  /** What an event of this session is to tell. */
  function take(sessionId: number): AttributionChange | undefined {
    const { stored, change } = next(sessionId);
    // It is told once. An event outside any session (-1) is of another visit, if it is of any.
    if (sessionId >= 0) campaign = undefined;
    if (stored) attempt(() => analytics.storage.set(key, [Date.now(), ...stored].join(':')));
    return change;
  }

  analytics.on('dispatch_start', (context: Context) => {
    if (!opensSession || isOptedOut(context.event.integrations, INTEGRATION_KEY) || !next(0).change) return;
    sessionOpeners.add(context);
    opensSession = false;
  });

  return (context) => {
    const { integrations, messageId } = context.event;
    if (isOptedOut(integrations, INTEGRATION_KEY)) return context;
    const options = optionsOf(integrations, INTEGRATION_KEY);
    // The end of a session may belong to another visitor.
    const change = /^amplitude-/.test(`${messageId}`) ? {} : take(Number(options?.session_id ?? 0));
    context.updateEvent('integrations', {
      ...integrations,
      [INTEGRATION_KEY]: { autocapture_attribution: { enabled: true, ...change }, ...options },
    });
    return context;
  };
}
