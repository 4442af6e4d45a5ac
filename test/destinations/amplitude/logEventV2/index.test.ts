import type { JSONObject } from '@segment/actions-core';
import { answerAsAmplitude, expectNoRealRequests } from '../../../answer-as-amplitude';
import { sendEvent } from '../../../send-events';
import { completeEvent } from '../../../segment-events';

expectNoRealRequests();

async function sendProperties(mapping: JSONObject, context: JSONObject = {}): Promise<unknown> {
  const received = answerAsAmplitude('httpapi');
  await sendEvent('logEventV2', { ...completeEvent, context }, { mapping });
  return (received[0]?.body as { events: { user_properties?: unknown }[] }).events[0]?.user_properties;
}

describe('logEventV2', () => {
  it('turns its operation fields into operations', async () => {
    const mapping = {
      user_properties: { plan: 'pro' },
      setOnce: { first_song: { '@path': '$.event' } },
      setAlways: { last_song: { '@path': '$.event' } },
      add: { songs: 1 },
      append: { genres: 'jazz' },
      prepend: { recent: 'Blue in Green' },
      unset: { trial: '' },
    };
    expect(await sendProperties(mapping)).toEqual({
      $unset: { trial: '-' },
      $setOnce: { first_song: 'Song Played' },
      $add: { songs: 1 },
      $append: { genres: 'jazz' },
      $prepend: { recent: 'Blue in Green' },
      $set: { plan: 'pro', last_song: 'Song Played' },
    });
  });

  it('takes referrer and campaign from its own Set Once and Set Always fields', async () => {
    const context = { campaign: { term: 'jazz', content: 'banner', medium: 'email' } };
    expect(await sendProperties({ user_properties: {} }, context)).toEqual({
      $set: { utm_term: 'jazz', utm_content: 'banner', utm_medium: 'email' },
      $setOnce: { initial_utm_term: 'jazz', initial_utm_content: 'banner', initial_utm_medium: 'email' },
    });
  });

  it('sends no operation for a visit without referrer and campaign', async () => {
    expect(await sendProperties({}, { page: { referrer: '' }, traits: { plan: 'pro' } })).toEqual({
      plan: 'pro',
    });
  });
});
