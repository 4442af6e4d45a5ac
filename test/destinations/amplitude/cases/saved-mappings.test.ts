import { Destination, type JSONObject, type Logger } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../../src';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../../src/emulator';
import { completeAmplitudeEvent, completeEvent, insertIdOf, orderCompleted } from '../../../segment-events';
import {
  CLOUD_ACTIONS,
  EVENT_ACTIONS,
  toSegmentEvent,
  toSettings,
  type CloudAction,
  type EventInput,
} from '../../../send-events';
import savedMappings from '../../../fixtures/cases/saved-mappings.json';
import { runCase } from './run-case';

/** What Segment stores for a customer of its own destination has to go on working here, with what is better here. */
let amplitude: AmplitudeEmulator;
beforeAll(async () => {
  amplitude = await startAmplitudeEmulator({ strict: true });
});
beforeEach(() => amplitude.reset());
afterAll(() => amplitude.close());

const GROUP = { group_type: 'company', group_value: { '@path': '$.groupId' } };
const send = (action: CloudAction, event: EventInput, override: JSONObject = {}) =>
  runCase({ action, mapping: 'saved', override }, event, amplitude.baseUrl);

describe.each(EVENT_ACTIONS)('a saved mapping of %s', (action) => {
  it('sends what the default mapping sends, but for the traits in the context', async () => {
    const { objects, notices } = await send(action, completeEvent);
    expect(objects).toEqual([{ ...completeAmplitudeEvent, user_properties: undefined }]);
    expect(notices).toEqual([]);
  });

  it('sends a locale that is text, an event whose integration is off, and one without a session', async () => {
    const all: JSONObject[] = [{ 'Actions Amplitude': false }, { 'Actions Amplitude': {} }, {}];
    for (const integrations of all) {
      const { objects } = await send(action, { ...completeEvent, integrations });
      expect(objects[0]).toEqual({
        ...completeAmplitudeEvent,
        user_properties: undefined,
        session_id: undefined,
      });
    }
  });

  it('takes 10 digits in the session for seconds, and -1 for none', async () => {
    const withSession = (session_id: unknown) => ({
      ...completeEvent,
      integrations: { 'Actions Amplitude': { session_id } } as JSONObject,
    });
    expect((await send(action, withSession('1618244000'))).objects[0]?.session_id).toBe(1_618_244_000_000);
    expect((await send(action, withSession('-1'))).objects[0]?.session_id).toBe(-1);
  });
});

describe('other saved mappings', () => {
  it('send an identify with an insert id and the anonymous id in the place of a useless device id', async () => {
    const context = { ...completeEvent.context, device: { id: '00000000-0000-0000-0000-000000000000' } };
    const { objects } = await send('identifyUser', { ...completeEvent, context, traits: { plan: 'pro' } });
    expect(objects).toMatchObject([
      {
        device_id: completeEvent.anonymousId,
        user_properties: { plan: 'pro' },
        insert_id: insertIdOf(completeEvent.messageId),
      },
    ]);
  });

  it('send a group and its member', async () => {
    const { objects } = await send(
      'groupIdentifyUser',
      { ...completeEvent, groupId: 'Acme', traits: { seats: 3 } },
      GROUP,
    );
    expect(objects).toMatchObject([
      { groups: { company: 'Acme' }, insert_id: insertIdOf(completeEvent.messageId) },
      { group_value: 'Acme', group_properties: { seats: 3 } },
    ]);
  });

  it('map a user', async () => {
    expect((await send('mapUser', { previousId: '123', userId: '456' })).objects).toEqual([
      { user_id: '123', global_user_id: '456' },
    ]);
  });

  it('send an order with whole products and their revenue', async () => {
    const { objects } = await send('logPurchase', orderCompleted, { trackRevenuePerProduct: true });
    const products = orderCompleted.properties.products;
    expect(objects.slice(1)).toMatchObject(
      products.map((product) => ({
        event_properties: product,
        revenue: product.price * product.quantity,
        productId: product.productId,
      })),
    );
    expect(objects[0]).not.toHaveProperty('revenue');
  });
});

describe('a batch through a saved mapping', () => {
  async function sendBatch(events: EventInput[]) {
    const notices: string[] = [];
    const destination = new Destination(createAmplitudeDestination({ baseUrl: amplitude.baseUrl }));
    const subscription = {
      subscribe: 'type = "track"',
      partnerAction: 'logEventV2',
      mapping: savedMappings.logEventV2,
    };
    const logger = { warn: (text: string) => void notices.push(text) } as Partial<Logger> as Logger;
    const segmentEvents = events.map((event) => toSegmentEvent('logEventV2', event));
    const [result] = await destination.onBatch(segmentEvents, { ...toSettings(), subscription }, { logger });
    return { answers: result?.multistatus ?? [], notices };
  }
  const refusedByTheFramework = { ...completeEvent, context: { ip: {} } };

  it('gives each event its own insert id', async () => {
    await sendBatch([completeEvent, { ...completeEvent, messageId: 'm2' }]);
    expect(amplitude.events.map(({ insert_id }) => insert_id)).toEqual([
      insertIdOf(completeEvent.messageId),
      insertIdOf('m2'),
    ]);
  });

  it('gives each event its own ids, also where the framework has refused others of the batch', async () => {
    const useless = { ...completeEvent, context: { device: { id: 'unknown' } } };
    const { answers, notices } = await sendBatch([
      refusedByTheFramework,
      { ...useless, messageId: 'm2', anonymousId: 'anonymous-2' },
      refusedByTheFramework,
      { ...useless, messageId: 'm4', anonymousId: 'anonymous-4' },
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 200, 400, 200]);
    expect(amplitude.events).toMatchObject([
      { device_id: 'anonymous-2', insert_id: insertIdOf('m2') },
      { device_id: 'anonymous-4', insert_id: insertIdOf('m4') },
    ]);
    expect(notices.join()).not.toContain('insert_id');
  });
});

it('each action has a saved mapping', () => {
  expect(CLOUD_ACTIONS.filter((action) => !(action in savedMappings))).toEqual([]);
});
