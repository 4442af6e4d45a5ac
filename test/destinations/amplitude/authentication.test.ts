import nock from 'nock';
import { Destination } from '@segment/actions-core';
import { createAmplitudeDestination, type Settings } from '../../../src';
import { expectNoRealRequests } from '../../answer-as-amplitude';
import { API_KEY, SECRET_KEY, toSettings } from '../../send-events';

expectNoRealRequests();

const HOSTS = [
  ['north_america', 'https://amplitude.com'],
  ['europe', 'https://analytics.eu.amplitude.com'],
] as const;
const testKeys = (endpoint: Settings['endpoint'] = 'north_america') =>
  new Destination(createAmplitudeDestination()).testAuthentication(toSettings({ endpoint }));
const searchOn = (origin: string) =>
  nock(origin)
    .get('/api/2/usersearch')
    .query({ user: 'testUser@example.com' })
    .basicAuth({ user: API_KEY, pass: SECRET_KEY });

describe('testAuthentication', () => {
  it.each(HOSTS)('searches for a user of %s with both keys', async (endpoint, origin) => {
    searchOn(origin).reply(200, { type: 'nomatch', matches: [] });
    await expect(testKeys(endpoint)).resolves.toBeUndefined();
  });

  it.each([401, 403])('says that the keys are unknown after a %i', async (status) => {
    searchOn('https://amplitude.com').reply(status, `Unknown key ${API_KEY}`);
    await expect(testKeys()).rejects.toThrow(
      'Amplitude does not know this API Key and Secret Key in this region.',
    );
  });

  it.each([
    [429, { error: 'Too many queries' }, 'Too many queries.'],
    [500, '<html></html>', 'status 500.'],
    [400, { error: `Bad ${API_KEY} ${SECRET_KEY}` }, 'Bad <redacted> <redacted>.'],
  ])('passes on the reason of a %i, without the keys', async (status, body, reason) => {
    searchOn('https://amplitude.com').reply(status, body);
    await expect(testKeys()).rejects.toThrow(reason);
  });

  it('says that the connection failed', async () => {
    searchOn('https://amplitude.com').replyWithError(
      Object.assign(new Error(API_KEY), { code: 'ECONNRESET' }),
    );
    await expect(testKeys()).rejects.toThrow('The connection to Amplitude failed (ECONNRESET).');
  });
});
