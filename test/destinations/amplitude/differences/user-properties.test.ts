import type { JSONObject } from '@segment/actions-core';
import { describeDifferences, track, type SendDifference } from './describe-differences';

const identify = async (
  send: SendDifference,
  traits: JSONObject,
  override: JSONObject = {},
  context: JSONObject = {},
) => {
  const { objects, notices } = await send('identifyUser', { ...track(), traits, context }, override, 'saved');
  return { properties: objects[0]?.user_properties, notices };
};

describeDifferences('User properties', {
  'First and last touch come from the visit, where the browser has the attribution plugin': async (send) => {
    const autocapture_attribution = {
      enabled: true,
      set: { utm_source: 'news' },
      set_once: { initial_utm_source: 'news', initial_utm_term: 'EMPTY' },
      unset: ['utm_term'],
    };
    const context = { campaign: { source: 'page', term: 'page' }, page: { referrer: 'https://a.example/' } };
    for (const mapping of ['saved', 'default'] as const) {
      for (const action of ['logEventV2', 'logEvent', 'logPurchase', 'identifyUser'] as const) {
        const event = (captured: JSONObject) => ({
          ...track(),
          context,
          integrations: { 'Actions Amplitude': { autocapture_attribution: captured } },
        });
        const { objects } = await send(action, event(autocapture_attribution), {}, mapping);
        expect(objects[0]?.user_properties).toEqual({
          $set: { utm_source: 'news' },
          $setOnce: { initial_utm_source: 'news', initial_utm_term: 'EMPTY' },
          $unset: { utm_term: '-' },
        });
        const later = await send(action, event({ enabled: true }), {}, mapping);
        expect(later.objects[0]?.user_properties).toBeUndefined();
      }
    }
  },
  'Plain properties move under `$set` as soon as there is an operation': async (send) => {
    const { properties } = await identify(
      send,
      { plan: 'free' },
      {},
      { page: { referrer: 'https://a.example/' } },
    );
    expect(properties).toEqual({
      $set: { plan: 'free', referrer: 'https://a.example/' },
      $setOnce: { initial_referrer: 'https://a.example/' },
    });
  },
  'One key stays in one operation': async (send) => {
    const { properties, notices } = await identify(send, {
      $add: { friendCount: 1 },
      $set: { friendCount: 7 },
    });
    expect(properties).toEqual({ $add: { friendCount: 1 } });
    expect(notices).toEqual(['operation_dropped']);
  },
  '`$add` takes numbers and numeric text': async (send) => {
    const { properties, notices } = await identify(send, { $add: { friendCount: '3', name: 'x' } });
    expect(properties).toEqual({ $add: { friendCount: 3 } });
    expect(notices).toEqual(['operation_dropped']);
  },
  '`$unset` takes a list of names or one name': async (send) => {
    const expected = { $unset: { plan: '-', trial: '-' } };
    expect((await identify(send, { $unset: ['plan', 'trial'] })).properties).toEqual(expected);
    expect((await identify(send, { $unset: 'plan' })).properties).toEqual({ $unset: { plan: '-' } });
  },
  '`$clearAll` only when it is meant, and alone': async (send) => {
    expect((await identify(send, { $clearAll: false, plan: 'x' })).properties).toEqual({ plan: 'x' });
    const { properties, notices } = await identify(send, { $clearAll: true, plan: 'x' });
    expect(properties).toEqual({ $clearAll: '-' });
    expect(notices).toEqual(['operation_dropped']);
  },
  'An operation that is no object is left out': async (send) => {
    const { properties, notices } = await identify(send, { $append: 'jazz', plan: 'x' });
    expect(properties).toEqual({ plan: 'x' });
    expect(notices).toEqual(['operation_dropped']);
  },
  'Fields `append`, `prepend`, `unset`; on Identify User also `setOnce` and `add`': async (send) => {
    const fields = {
      append: { a: 1 },
      prepend: { b: 1 },
      unset: { trial: 1 },
      setOnce: { c: 1 },
      add: { d: 1 },
    };
    expect((await identify(send, {}, fields)).properties).toEqual({
      $append: { a: 1 },
      $prepend: { b: 1 },
      $unset: { trial: '-' },
      $setOnce: { c: 1 },
      $add: { d: 1 },
    });
  },
  'Traits of a track call': async (send) => {
    const { objects } = await send('logEventV2', track({ context: { traits: { plan: 'free' } } }));
    expect(objects[0]?.user_properties).toEqual({ plan: 'free' });
  },
  'Traits of an identify call may stand in its context': async (send) => {
    const { objects } = await send('identifyUser', track({ context: { traits: { plan: 'free' } } }));
    expect(objects[0]?.user_properties).toEqual({ plan: 'free' });
  },
  'Field `landing`, unmapped by default': async (send) => {
    const { properties } = await identify(send, {}, { landing: { search: '?gclid=x', parameters: 'gclid' } });
    expect(properties).toEqual({ $set: { gclid: 'x' }, $setOnce: { initial_gclid: 'x' } });
  },
});
