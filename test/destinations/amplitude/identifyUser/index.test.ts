import { answerAsAmplitude, expectNoRealRequests } from '../../../answer-as-amplitude';
import { API_KEY, REGIONS, sendBatch, sendEvent, type EventInput } from '../../../send-events';
import { completeEvent, insertIdOf } from '../../../segment-events';

expectNoRealRequests();

const person: EventInput = { ...completeEvent, traits: { email: 'ada@example.com', empty: '' } };
const identification = {
  user_id: 'user-7f3a21',
  device_id: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
  user_properties: { email: 'ada@example.com', empty: '' },
  app_version: '3.5.1',
  platform: 'iOS',
  os_name: 'iOS',
  os_version: '14.4',
  device_brand: 'Apple',
  device_manufacturer: 'Apple',
  device_model: 'iPhone12,1',
  carrier: 'T-Mobile',
  country: 'United States',
  region: 'California',
  city: 'San Francisco',
  language: 'en-US',
  library: 'segment',
  insert_id: insertIdOf('message-5f2a6c1e'),
};

describe('identifyUser', () => {
  it.each(REGIONS)('sends everything that the default mapping reads to %s', async (endpoint) => {
    const received = answerAsAmplitude('identify', endpoint);
    await sendEvent('identifyUser', person, { settings: { endpoint } });
    expect(received.map(({ body }) => body)).toEqual([{ api_key: API_KEY, identification }]);
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
  });

  it('sends a batch as a list in one request', async () => {
    const received = answerAsAmplitude('identify');
    const answers = await sendBatch('identifyUser', [person, { userId: 'user-2', messageId: 'm2' }]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(received.map(({ body }) => body)).toEqual([
      {
        api_key: API_KEY,
        identification: [
          identification,
          { user_id: 'user-2', library: 'segment', insert_id: insertIdOf('m2') },
        ],
      },
    ]);
  });

  it('sends groups, payment and first version when they are mapped', async () => {
    const received = answerAsAmplitude('identify');
    const mapping = {
      groups: { company: 'Acme' },
      paying: true,
      start_version: '1.0',
      dma: '807',
      min_id_length: 1,
    };
    await sendEvent('identifyUser', { userId: 'u1' }, { mapping });
    expect(received[0]?.body).toEqual({
      api_key: API_KEY,
      identification: {
        user_id: 'u1',
        groups: { company: 'Acme' },
        paying: 'true',
        start_version: '1.0',
        dma: '807',
        library: 'segment',
      },
      options: { min_id_length: 1 },
    });
  });

  it('never puts a plain trait beside an operation', async () => {
    const received = answerAsAmplitude('identify');
    const context = { campaign: { name: 'spring' }, page: { referrer: 'https://search.example/' } };
    await sendEvent('identifyUser', { userId: 'user-7f3a21', traits: { plan: 'pro' }, context });
    expect(received[0]?.body).toMatchObject({
      identification: {
        user_properties: {
          $set: { plan: 'pro', utm_campaign: 'spring', referrer: 'https://search.example/' },
          $setOnce: { initial_utm_campaign: 'spring', initial_referrer: 'https://search.example/' },
        },
      },
    });
  });

  it('refuses a user without a good id, without a request', async () => {
    await expect(sendEvent('identifyUser', { userId: 'null' })).rejects.toMatchObject({
      name: 'PayloadValidationError',
      message:
        'Amplitude needs a user_id or a device_id: user_id is "null", which Amplitude refuses as an id.',
    });
  });
});
