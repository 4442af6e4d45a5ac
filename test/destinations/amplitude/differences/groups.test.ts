import type { JSONObject } from '@segment/actions-core';
import { describeDifferences, track, type SendDifference } from './describe-differences';

const GROUP = { group_type: 'company', group_value: 'Acme' };
const join = (send: SendDifference, parts: object) =>
  send('groupIdentifyUser', { ...track(), ...parts }, GROUP, 'saved');

const properties = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, index]));
const sizesOf = (objects: JSONObject[]) =>
  objects.map(({ group_properties }) => Object.keys(group_properties as JSONObject).length);

describeDifferences('Groups', {
  'A group without properties': async (send) => {
    expect((await join(send, { traits: {} })).objects).toMatchObject([{ groups: { company: 'Acme' } }]);
  },
  'A group without ids and properties': async (send) => {
    await expect(join(send, { userId: undefined, anonymousId: undefined })).rejects.toThrow(
      'Nothing to send for the group: no user_id and no device_id, and group_properties is empty.',
    );
  },
  'A group whose user has no good id': async (send) => {
    const { objects, notices } = await join(send, {
      userId: 'none',
      anonymousId: undefined,
      traits: { seats: 1 },
    });
    expect(objects).toMatchObject([{ group_properties: { seats: 1 } }]);
    expect(notices).toEqual(['id_dropped']);
  },
  'A group of more than 1,024 properties': async (send) => {
    const { objects } = await join(send, { traits: properties(1100) });
    expect(sizesOf(objects.slice(1))).toEqual([1024, 76]);
  },
  'Operations that groups do not know are left out': async (send) => {
    const { objects, notices } = await join(send, { traits: { $remove: { a: 1 }, seats: 1 } });
    expect(objects[1]?.group_properties).toEqual({ seats: 1 });
    expect(notices).toEqual(['operation_dropped']);
  },
  'A time that cannot be read, on a group': async (send) => {
    const { objects, notices } = await join(send, { timestamp: 'soon' });
    expect(objects[0]).not.toHaveProperty('time');
    expect(notices).toEqual(['time_unreadable']);
  },
  'Names of groups are text': async (send) => {
    const groups = { company: { id: 1 }, team: ['a', 2] };
    const { objects, notices } = await send('logEvent', track(), { groups }, 'saved');
    expect(objects[0]?.groups).toEqual({ team: ['a', '2'] });
    expect(notices).toEqual(['value_dropped']);
  },
});
