/** What tells where a visit came from, as Amplitude's Browser SDK names it. */
export const CAMPAIGN_PROPERTIES =
  'referrer referring_domain utm_source utm_medium utm_campaign utm_term utm_content utm_id gclid gbraid wbraid dclid fbclid ttclid twclid msclkid li_fat_id rdt_cid ko_click_id'.split(
    ' ',
  );

/** The properties of a visit that have a value. Empty for a direct visit. */
export type Campaign = Readonly<Record<string, string>>;

/**
 * The campaign of a page: its referrer, and the UTM parameters and click ids in its query string. A plus sign there is
 * a space, as in Segment's own `context.campaign`.
 * @example
 * readCampaign('?utm_source=news', 'http://mail.example.com/inbox');
 * // { referrer: 'http://mail.example.com/inbox', referring_domain: 'mail.example.com', utm_source: 'news' }
 */
export function readCampaign(search: string, referrer: string): Campaign {
  const query = new URLSearchParams(search);
  query.set('referrer', referrer);
  query.set('referring_domain', referrer.split('/')[2] ?? '');
  const found = CAMPAIGN_PROPERTIES.map((name) => [name, query.get(name)]);
  return Object.fromEntries(found.filter(([, value]) => value)) as Campaign;
}
