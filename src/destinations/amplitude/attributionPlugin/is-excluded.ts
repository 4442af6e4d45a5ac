import type { Referrer } from './attribution-options';

/**
 * Whether the domain of a referrer, with or without a port, is one of these.
 * @example
 * isExcluded('www.paypal.com', ['paypal.com', /\.bank$/]); // true
 */
export function isExcluded(domain: string | undefined, excluded: readonly Referrer[]): boolean {
  const host = domain?.split(':')[0];
  return excluded.some((entry) =>
    typeof entry === 'string' ? `.${host}`.endsWith(`.${entry}`) : host && host.search(entry) >= 0,
  );
}
