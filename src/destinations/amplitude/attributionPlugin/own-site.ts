/**
 * The domain that this page shares with its sister pages: `example.com` for `shop.example.com`. The browser knows which
 * domains belong to nobody (`co.uk`, `github.io`): it takes no cookie for them.
 */
export function ownSite(): string {
  const labels = location.hostname.split('.');
  return labels.reduceRight((site, label) => (takesCookie(site) ? site : `${label}.${site}`));
}

function takesCookie(domain: string): boolean {
  const cookie = `amplitude_attribution=${domain}`;
  document.cookie = `${cookie};domain=${domain};max-age=1`;
  return document.cookie.includes(cookie);
}
