import type { JSONObject } from '@segment/actions-core';
import { answerAsAmplitude, expectNoRealRequests } from '../../../answer-as-amplitude';
import { insertIdOf } from '../../../segment-events';
import { API_KEY, REGIONS, sendBatch, sendEvent } from '../../../send-events';

expectNoRealRequests();

const mapping = { group_type: 'company', group_value: { '@path': '$.groupId' } };
const joined = {
  messageId: 'message-1',
  userId: 'user-7f3a21',
  anonymousId: 'anonymous-19d2b4',
  groupId: 'Acme',
  timestamp: '2021-04-12T16:32:37.710Z',
  traits: { employees: 20 },
};
const membership = {
  user_id: 'user-7f3a21',
  device_id: 'anonymous-19d2b4',
  groups: { company: 'Acme' },
  user_properties: { company: 'Acme' },
  insert_id: insertIdOf('message-1'),
  time: 1_618_245_157_710,
  library: 'segment',
};
const properties = {
  group_type: 'company',
  group_value: 'Acme',
  group_properties: { employees: 20 },
  library: 'segment',
};

describe('groupIdentifyUser', () => {
  it.each(REGIONS)('puts the user into the group, then sets its properties, in %s', async (endpoint) => {
    const identify = answerAsAmplitude('identify', endpoint);
    const groupIdentify = answerAsAmplitude('groupidentify', endpoint);
    await sendEvent('groupIdentifyUser', joined, { mapping, settings: { endpoint } });
    expect(identify.map(({ body }) => body)).toEqual([{ api_key: API_KEY, identification: membership }]);
    expect(groupIdentify.map(({ body }) => body)).toEqual([
      { api_key: API_KEY, identification: [properties] },
    ]);
  });

  it('sends a batch in one request to each endpoint', async () => {
    const identify = answerAsAmplitude('identify');
    const groupIdentify = answerAsAmplitude('groupidentify');
    const second = { ...joined, userId: 'user-2', anonymousId: 'anonymous-2', groupId: 'Initech' };
    const answers = await sendBatch('groupIdentifyUser', [joined, second], { mapping });
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(identify[0]?.body).toMatchObject({
      identification: [{ groups: { company: 'Acme' } }, { groups: { company: 'Initech' } }],
    });
    expect(groupIdentify[0]?.body).toMatchObject({
      identification: [{ group_value: 'Acme' }, { group_value: 'Initech' }],
    });
    expect(answers[0]).toMatchObject({ sent: { events: [membership, properties] } });
  });

  it('has an insert id of its own, so that Amplitude keeps all that several subscriptions make of one message', async () => {
    const send = async (action: 'identifyUser' | 'groupIdentifyUser', own: JSONObject) => {
      const identify = answerAsAmplitude('identify');
      await sendEvent(action, { ...joined, traits: undefined }, { mapping: own });
      const { identification } = identify[0]?.body as { identification: { insert_id: string } };
      return identification.insert_id;
    };
    const insertIds = [
      await send('identifyUser', {}),
      await send('groupIdentifyUser', mapping),
      await send('groupIdentifyUser', { ...mapping, group_type: 'team' }),
    ];
    expect(insertIds).toEqual(insertIds.map(() => insertIdOf('message-1')));
    expect(new Set(insertIds).size).toBe(3);
  });

  it('sets the properties alone for a group without a user', async () => {
    const groupIdentify = answerAsAmplitude('groupidentify');
    await sendEvent('groupIdentifyUser', { groupId: 'Acme', traits: { employees: 20 } }, { mapping });
    expect(groupIdentify[0]?.body).toEqual({ api_key: API_KEY, identification: [properties] });
  });

  it.each([{}, undefined])('puts the user in alone for traits of %p', async (traits) => {
    const identify = answerAsAmplitude('identify');
    await sendEvent('groupIdentifyUser', { ...joined, traits }, { mapping });
    expect(identify[0]?.body).toEqual({ api_key: API_KEY, identification: membership });
  });

  it('refuses a group with neither, saying why, without a request', async () => {
    await expect(
      sendEvent('groupIdentifyUser', { groupId: 'Acme', userId: 'none' }, { mapping }),
    ).rejects.toMatchObject({
      name: 'PayloadValidationError',
      message:
        'Nothing to send for the group: user_id is "none", which Amplitude refuses as an id, and group_properties is empty.',
    });
  });

  it.each(['group_type', 'group_value'] as const)('refuses a blank %s, naming it', async (field) => {
    await expect(
      sendEvent('groupIdentifyUser', joined, { mapping: { ...mapping, [field]: ' ' } }),
    ).rejects.toThrow(`Amplitude needs a ${field}: it is empty. Check its mapping.`);
  });

  it('does not set the properties when the user could not be put in', async () => {
    const answers = [{ status: 503, body: 'Busy' }];
    answerAsAmplitude('identify', 'north_america', answers);
    await expect(sendEvent('groupIdentifyUser', joined, { mapping })).rejects.toMatchObject({ status: 503 });
  });

  it('sends operations on group properties', async () => {
    const groupIdentify = answerAsAmplitude('groupidentify');
    const traits = { $add: { seats: '2' }, plan: 'team' };
    await sendEvent('groupIdentifyUser', { groupId: 'Acme', traits }, { mapping });
    expect(groupIdentify[0]?.body).toMatchObject({
      identification: [{ group_properties: { $add: { seats: 2 }, $set: { plan: 'team' } } }],
    });
  });
});
