/** Run in a folder that installed the package: one event of each type into its emulator, by require. */
const assert = require('node:assert/strict');
const { Destination, defaultValues } = require('@segment/actions-core');
const { createAmplitudeDestination } = require('segment-actions-amplitude');
const { startAmplitudeEmulator } = require('segment-actions-amplitude/emulator');
const { amplitudeSession } = require('segment-actions-amplitude/session-plugin');

const settings = { apiKey: 'package-check', secretKey: 'package-check' };
const person = { userId: 'user-10001', anonymousId: 'device-10001', messageId: 'message-10001' };
const events = [
  [{ ...person, type: 'track', event: 'Song Played' }, 'logEventV2'],
  [{ ...person, type: 'page', name: 'Home' }, 'logEvent', { event_type: 'Viewed Home' }],
  [{ ...person, type: 'screen', name: 'Home' }, 'logEventV2', { event_type: 'Viewed Home Screen' }],
  [{ ...person, type: 'track', event: 'Order Completed', properties: { revenue: 25 } }, 'logPurchase'],
  [{ ...person, type: 'identify', traits: { plan: 'free' } }, 'identifyUser'],
  [
    { ...person, type: 'group', traits: { seats: 5 } },
    'groupIdentifyUser',
    { group_type: 'company', group_value: 'Acme' },
  ],
  [{ ...person, type: 'alias', previousId: 'user-10000' }, 'mapUser'],
];

async function main() {
  assert.equal(typeof amplitudeSession, 'function');
  const emulator = await startAmplitudeEmulator({ strict: true });
  try {
    await sendAll(emulator);
  } finally {
    await emulator.close();
  }
}

async function sendAll(emulator) {
  const definition = createAmplitudeDestination({ baseUrl: emulator.baseUrl });
  const destination = new Destination(definition);
  for (const [event, partnerAction, own = {}] of events) {
    const mapping = { ...defaultValues(definition.actions[partnerAction].fields), ...own };
    const subscription = { subscribe: `type = "${event.type}"`, partnerAction, mapping };
    const [{ multistatus }] = await destination.onBatch([event], { ...settings, subscription });
    assert.deepEqual(
      multistatus.map(({ status }) => status),
      [200],
      `${partnerAction}: ${JSON.stringify(multistatus)}`,
    );
  }
  assert.equal(emulator.events.length, 4);
  assert.deepEqual(emulator.users.get('user-10001').properties, { plan: 'free', company: 'Acme' });
  assert.deepEqual(emulator.users.get('user-10001').groups, { company: ['Acme'] });
  assert.equal(emulator.users.get('user-10001').revenue, 25);
  assert.deepEqual(emulator.groups.get('company', 'Acme').properties, { seats: 5 });
  assert.deepEqual([...emulator.aliases], [['user-10000', 'user-10001']]);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
