import { answerAsAmplitude, expectNoRealRequests } from '../../../answer-as-amplitude';
import { API_KEY, REGIONS, sendBatch, sendEvent } from '../../../send-events';

expectNoRealRequests();

const alias = { previousId: 'user-1', userId: 'user-2' };

describe('mapUser', () => {
  it.each(REGIONS)('maps the previous id onto the user id in %s', async (endpoint) => {
    const received = answerAsAmplitude('usermap', endpoint);
    await sendEvent('mapUser', alias, { settings: { endpoint } });
    expect(received.map(({ body }) => body)).toEqual([
      { api_key: API_KEY, mapping: [{ user_id: 'user-1', global_user_id: 'user-2' }] },
    ]);
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
  });

  it('sends a batch in one request', async () => {
    const received = answerAsAmplitude('usermap');
    const answers = await sendBatch('mapUser', [alias, { previousId: 'user-3', userId: 'user-4' }]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(received[0]?.body).toMatchObject({
      mapping: [{ user_id: 'user-1' }, { user_id: 'user-3', global_user_id: 'user-4' }],
    });
  });

  it('frees a user from all mappings, without a global user', async () => {
    const received = answerAsAmplitude('usermap');
    await sendEvent('mapUser', alias, { mapping: { unmap: ' user-1 ' } });
    expect(received[0]?.body).toEqual({ api_key: API_KEY, mapping: [{ user_id: 'user-1', unmap: true }] });
  });

  it('sends a minimum id length as an option, never inside the mapping', async () => {
    const received = answerAsAmplitude('usermap');
    await sendEvent('mapUser', alias, { mapping: { min_id_length: 2 } });
    expect(received[0]?.body).toEqual({
      api_key: API_KEY,
      mapping: [{ user_id: 'user-1', global_user_id: 'user-2' }],
      options: { min_id_length: 2 },
    });
  });

  it.each([
    [{ userId: 'user-2' }, 'user_id is missing'],
    [{ previousId: 'user-1' }, 'global_user_id is missing'],
    [{ previousId: '  ', userId: 'user-2' }, 'user_id is empty'],
    [{ previousId: 'user-1', userId: 'null' }, 'global_user_id is "null", which Amplitude refuses as an id'],
  ])('refuses %p, naming the field, without a request', async (event, fault) => {
    await expect(sendEvent('mapUser', event)).rejects.toMatchObject({
      name: 'PayloadValidationError',
      message: `Amplitude cannot map users: ${fault}.`,
    });
  });
});
