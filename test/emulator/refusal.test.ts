import type { RefusalRule } from '../../src/emulator';
import { API_KEY, event, startClient } from './emulator-client';

const marked = (kind: 'invalid' | 'missing' | 'id-length' | 'unnamed' | 'forbidden'): RefusalRule => {
  return (item) => (item.device_id === 'marked-device' ? { kind, field: 'device_id' } : undefined);
};
const events = [event(), event({ device_id: 'marked-device' }), event({ device_id: 'marked-device' })];

it.each([
  ['invalid', 400, { events_with_invalid_fields: { device_id: [1, 2] } }],
  ['missing', 400, { events_with_missing_fields: { device_id: [1, 2] } }],
  ['id-length', 400, { events_with_invalid_id_lengths: { device_id: [1, 2] } }],
  ['unnamed', 400, { code: 400, error: 'Invalid field values on some events' }],
  ['forbidden', 403, { code: 403, error: 'Forbidden' }],
] as const)('refuses the events a host marks as %s', async (kind, status, body) => {
  const { emulator, upload } = await startClient({ refuse: marked(kind) });

  expect(await upload(events, '/batch')).toMatchObject({ status, body });
  expect(emulator.counts).toMatchObject({ ingested: 0, rejected: 3 });
});

it('takes a new rule, or none, at any time', async () => {
  const { emulator, upload } = await startClient();

  emulator.refuse(marked('forbidden'));
  expect((await upload(events)).status).toBe(403);
  emulator.refuse(undefined);
  expect((await upload(events)).status).toBe(200);
});

it.each(['identify', 'usermap'] as const)('refuses marked items of %s, and names none', async (endpoint) => {
  const { emulator, ...client } = await startClient({ refuse: marked('invalid') });
  const item = { user_id: 'user-1', device_id: 'marked-device', global_user_id: 'global-1' };

  expect(await client[endpoint](item)).toMatchObject({
    status: 400,
    body: { code: 400, error: 'Invalid field values on some events' },
  });
  emulator.refuse(marked('forbidden'));
  expect((await client[endpoint](item)).status).toBe(403);
});

it('tells the client when the rule itself fails', async () => {
  const { send } = await startClient({
    refuse: () => {
      throw new Error('no such rule');
    },
  });

  const body = JSON.stringify({ api_key: API_KEY, events });
  expect(await send('/batch', { method: 'POST', body })).toMatchObject({
    status: 500,
    body: { error: 'The emulator failed: no such rule' },
  });
});
