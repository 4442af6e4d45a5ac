import type { Owner } from './session';

/** Not where nothing is known of the session's own, as on another subdomain. */
export function isNewCampaign({ campaign }: Owner, known: Owner | undefined): boolean {
  return !!(campaign && known && JSON.stringify(campaign) !== JSON.stringify(known.campaign));
}
