/** A domain with all below it, or a pattern that is tried on a domain. */
export type Referrer = string | RegExp;

/** Options of `amplitudeAttribution`, named as in Amplitude's Browser SDK. */
export interface AttributionOptions {
  /**
   * Referrers that are no campaign, beside the site itself: payment providers, sign-in pages. For instance
   * `['paypal.com', /\.bank$/]`. Default: none.
   */
  excludeReferrers?: readonly Referrer[] | undefined;
  /** Whether a new campaign starts a new session; needs `amplitudeSession()`. Default false. */
  resetSessionOnNewCampaign?: boolean | undefined;
  /** The `initial_…` value of what the first touch lacks. Default `EMPTY`. */
  emptyValue?: string | undefined;
}

/** Throws a TypeError that names the option. An empty text would stand for every domain. */
export function checkReferrers(excludeReferrers: unknown): void {
  const isGood = (entry: unknown) => entry instanceof RegExp || (entry && typeof entry === 'string');
  if (!Array.isArray(excludeReferrers) || !excludeReferrers.every(isGood)) {
    throw new TypeError('amplitudeAttribution: excludeReferrers must be domains and patterns.');
  }
}
