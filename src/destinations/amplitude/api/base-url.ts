const EXAMPLE = 'such as "http://127.0.0.1:4000"';

/**
 * Checks an address that stands in place of Amplitude's, and returns it without a slash at its end. Throws a `TypeError`
 * of one sentence, which does not repeat the address: there may be a password in it.
 *
 * @example toBaseUrl('http://127.0.0.1:4000/') // 'http://127.0.0.1:4000'
 */
export function toBaseUrl(text: string): string {
  if (typeof text !== 'string' || !URL.canParse(text)) {
    throw new TypeError(`baseUrl must be a URL ${EXAMPLE}.`);
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(`baseUrl must begin with http:// or https://, ${EXAMPLE}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('baseUrl must hold no user name and no password.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new TypeError(`baseUrl must end with its path, without "?" and "#", ${EXAMPLE}.`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
