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
const deleteUser = async (userId: string | undefined, endpoint: Settings['endpoint'] = 'north_america') =>
  new Destination(createAmplitudeDestination()).onDelete?.(
    { type: 'delete', userId },
    toSettings({ endpoint }),
  );
const deletionOn = (origin: string) =>
  nock(origin)
    .post('/api/2/deletions/users', {
      user_ids: ['user-7f3a21'],
      requester: 'segment',
      ignore_invalid_id: 'True',
    })
    .basicAuth({ user: API_KEY, pass: SECRET_KEY });
/** The error of a deletion, as a host sees all of it. */
const failure = async (): Promise<Error> => {
  try {
    await deleteUser('user-7f3a21');
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('The deletion did not fail.');
};

describe('onDelete', () => {
  it.each(HOSTS)('asks %s to delete the user', async (endpoint, origin) => {
    const deletion = deletionOn(origin).reply(200, [{ day: '2026-06-28', status: 'staging' }]);
    await deleteUser(' user-7f3a21 ', endpoint);
    expect(deletion.isDone()).toBe(true);
  });

  it.each([undefined, '', '  '])('refuses an event whose userId is %p, without a request', async (userId) => {
    await expect(deleteUser(userId)).rejects.toMatchObject({
      name: 'PayloadValidationError',
      status: 400,
      message: 'Amplitude deletes by user id: the event has no userId.',
    });
  });

  it.each([
    [400, { error: 'Bad ids' }, 'APIError', 'Amplitude refused the deletion: Bad ids.'],
    [401, 'Unauthorized', 'InvalidAuthenticationError', 'Amplitude refused the deletion: Unauthorized.'],
    [403, '<html></html>', 'APIError', 'Amplitude refused the deletion: status 403.'],
    [408, '', 'RetryableError', 'Amplitude did not take the deletion: status 408.'],
    [
      429,
      { error: 'Too many requests' },
      'RetryableError',
      'Amplitude did not take the deletion: Too many requests.',
    ],
    [500, '', 'RetryableError', 'Amplitude did not take the deletion: status 500.'],
    [502, '', 'RetryableError', 'Amplitude did not take the deletion: status 502.'],
    [503, 'Busy', 'RetryableError', 'Amplitude did not take the deletion: Busy.'],
    [504, '', 'RetryableError', 'Amplitude did not take the deletion: status 504.'],
  ])('throws an error with the status %i and the reason', async (status, body, name, message) => {
    deletionOn('https://amplitude.com').reply(status, body);
    expect(await failure()).toMatchObject({ name, status, message });
  });

  it.each([
    ['ECONNRESET', 503, 'The connection to Amplitude failed (ECONNRESET).'],
    ['ETIMEDOUT', 408, 'Amplitude did not answer within 30 seconds.'],
  ])('throws an error that may be tried again after %s', async (code, status, reason) => {
    deletionOn('https://amplitude.com').replyWithError(Object.assign(new Error(SECRET_KEY), { code }));
    expect(await failure()).toMatchObject({
      name: 'RetryableError',
      status,
      message: `Amplitude did not take the deletion: ${reason}`,
    });
  });

  it('keeps the keys, and the request that holds them, out of the error', async () => {
    deletionOn('https://amplitude.com').reply(403, `Forbidden for ${API_KEY}:${SECRET_KEY}`);
    const error = await failure();
    const told = JSON.stringify({ ...error, message: error.message, stack: error.stack });
    expect(error).not.toHaveProperty('request');
    expect(error).not.toHaveProperty('response');
    expect(told).not.toContain(API_KEY);
    expect(told).not.toContain(SECRET_KEY);
  });
});
