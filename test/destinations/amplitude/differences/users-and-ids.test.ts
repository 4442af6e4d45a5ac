import { Destination } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../../src';
import { sendEvent, toSettings } from '../../../send-events';
import { answerAsAmplitude } from '../../../answer-as-amplitude';
import { describeDifferences, track } from './describe-differences';

const ZEROS = '00000000-0000-0000-0000-000000000000';

describeDifferences('Users and ids', {
  'An insert id by default': async (send) => {
    const { objects } = await send('logEvent', track(), {}, 'saved');
    expect(objects[0]?.insert_id).toMatch(/^m-1-[0-9a-f]{16}$/);
  },
  'What two mappings make of one message both count': async (send) => {
    const event = track({ event: 'Order Completed', properties: { revenue: 30 } });
    const plain = await send('logEventV2', event);
    const purchase = await send('logPurchase', event);
    expect(plain.objects[0]?.insert_id).not.toBe(purchase.objects[0]?.insert_id);
  },
  'An id that Amplitude refuses is left out when the other one is good': async (send) => {
    const { objects, notices } = await send('logEvent', track({ userId: 'null' }));
    expect(objects[0]).toMatchObject({ device_id: '5f1c2d7e-90b4' });
    expect(objects[0]).not.toHaveProperty('user_id');
    expect(notices).toEqual(['id_dropped']);
  },
  'The anonymous id stands in for a useless device id': async (send) => {
    for (const id of ['unknown', ZEROS, '', 'true']) {
      const event = track({ context: { device: { id } } });
      expect((await send('logEvent', event, {}, 'saved')).objects[0]).toMatchObject({
        device_id: '5f1c2d7e-90b4',
      });
    }
  },
  'A boolean and an object are no ids': async (send) => {
    const { objects } = await send('logEvent', track(), { user_id: true });
    expect(objects[0]).not.toHaveProperty('user_id');
  },
  'A user id of null is not sent': async (send) => {
    const { objects, notices } = await send('logEvent', track({ userId: null }));
    expect(objects[0]).not.toHaveProperty('user_id');
    expect(notices).toEqual([]);
  },
  'With no good id: an error, no request': async (send) => {
    await expect(send('logEvent', track({ userId: 'null', anonymousId: undefined }))).rejects.toThrow(
      'Amplitude needs a user_id or a device_id: user_id is "null", which Amplitude refuses as an id.',
    );
  },
  'An advertising id of zeros or a boolean is not sent': async (send) => {
    for (const advertisingId of [ZEROS, true]) {
      const { objects, notices } = await send('logEvent', track({ context: { device: { advertisingId } } }));
      expect(Object.keys(objects[0] ?? {})).not.toEqual(expect.arrayContaining(['idfa']));
      expect(objects[0]).not.toHaveProperty('adid');
      expect(notices).toContain('id_dropped');
    }
  },
  'No `options=undefined` in forms': async () => {
    const received = answerAsAmplitude('identify');
    await sendEvent('identifyUser', { userId: 'user-12345' });
    expect(received[0]?.raw).not.toContain('options');
  },
  '`mapUser` sends the two ids and nothing else': async (send) => {
    const { objects } = await send('mapUser', { previousId: '123', userId: '456' }, { min_id_length: 3 });
    expect(objects).toEqual([{ user_id: '123', global_user_id: '456' }]);
  },
  'A user is not mapped onto itself': async (send) => {
    await expect(send('mapUser', { previousId: '123', userId: ' 123 ' })).rejects.toThrow(
      'Amplitude cannot map users: user_id and global_user_id are the same.',
    );
  },
  '`mapUser` can unmap': async (send) => {
    const { objects, notices } = await send(
      'mapUser',
      { previousId: '123', userId: '456' },
      { unmap: '123' },
    );
    expect(objects).toEqual([{ user_id: '123', unmap: true }]);
    expect(notices).toEqual(['value_dropped']);
  },
  'A deletion ignores unknown users': async (_send, baseUrl) => {
    const destination = new Destination(createAmplitudeDestination({ baseUrl }));
    const event = { type: 'delete', userId: 'never-seen' } as const;
    await expect(destination.onDelete?.(event, toSettings())).resolves.not.toThrow();
  },
});
