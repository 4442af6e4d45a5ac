import { join } from 'node:path';
import nock from 'nock';
import {
  CLOUD_ACTIONS,
  REGIONS,
  sendBatch,
  sendEvent,
  type CloudAction,
  type EventInput,
  type Sending,
} from '../../send-events';
import { expectNoRealRequests } from '../../answer-as-amplitude';

expectNoRealRequests();

const FIXTURES = join(__dirname, '../../fixtures/http');
const person = {
  messageId: 'message-1',
  userId: 'user-7f3a21',
  anonymousId: 'anonymous-19d2b4',
  timestamp: '2021-04-12T16:32:37.710Z',
};
const song = { ...person, event: 'Song Played', properties: { title: 'Blue in Green' } };
const EVENTS: Record<CloudAction, EventInput> = {
  logEvent: song,
  logEventV2: song,
  logPurchase: {
    ...person,
    event: 'Order Completed',
    properties: {
      orderId: 'order-1',
      revenue: 19,
      products: [{ name: 'Monopoly', price: 19, quantity: 1 }],
    },
  },
  identifyUser: { ...person, traits: { plan: 'pro' } },
  groupIdentifyUser: { ...person, groupId: 'Acme', traits: { plan: 'team' } },
  mapUser: { previousId: 'user-7f3a21', userId: 'user-8c4b32' },
};
const group = { mapping: { group_type: 'company', group_value: { '@path': '$.groupId' } } };
const cases = CLOUD_ACTIONS.flatMap((action) => REGIONS.map((endpoint) => ({ action, endpoint })));

/** Answers with a recording; true once each of its requests has come, exactly as recorded. */
function play(recording: string): () => boolean {
  const scopes = nock.load(join(FIXTURES, `${recording}.json`));
  return () => scopes.every((scope) => scope.isDone());
}

describe.each(cases)('$action in $endpoint', ({ action, endpoint }) => {
  const sending: Sending = {
    settings: { endpoint },
    ...(action === 'groupIdentifyUser' ? group : {}),
  };

  it('sends one event as recorded', async () => {
    const isDone = play(`${action}.${endpoint}`);
    expect(await sendEvent(action, EVENTS[action], sending)).toMatchObject({ status: 200 });
    expect(isDone()).toBe(true);
  });

  it('sends a batch of one as recorded', async () => {
    const isDone = play(`${action}.${endpoint}`);
    expect(await sendBatch(action, [EVENTS[action]], sending)).toMatchObject([{ status: 200 }]);
    expect(isDone()).toBe(true);
  });
});
