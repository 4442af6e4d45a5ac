import { Destination } from '@segment/actions-core';
import { actions } from '../src/destinations/amplitude/actions';
import { deliverPayloads } from '../src/destinations/amplitude/api/deliver-payloads';
import type { Transport } from '../src/destinations/amplitude/api/transport';
import { createAmplitudeDestination } from '../src';
import { measureRounds } from './measure';
import { sampleEvents } from './sample-events';

type Payload = Parameters<typeof actions.logEventV2.toItems>[0];

const EVENTS = sampleEvents(1000);
const ROUNDS = 100;
const SETTINGS = {
  apiKey: '0f7c2ad7c3a94b1b9c58d0b3e6f1a2d4',
  secretKey: '5a1e9d3b7c2f4068a9b1c3d5e7f90213',
};

/** What our part of `performBatch` costs an event: mapping, serialising, splitting and answering, without any IO. */
export async function* performBatch(): AsyncGenerator<string> {
  const payloads = await toPayloads();
  const transport: Transport = () =>
    Promise.resolve({ status: 200, text: '{"code":200,"events_ingested":1000}' });
  const rounds = await measureRounds(ROUNDS, {
    ours: () =>
      deliverPayloads(payloads, actions.logEventV2.toItems, { transport, settings: SETTINGS, options: {} }),
    json: () => {
      for (const event of EVENTS) JSON.parse(JSON.stringify(event));
    },
  });
  const each = (share: 'median' | 'quickest') =>
    ((rounds.cost('ours')[share] / payloads.length) * 1000).toFixed(1);
  yield `performBatch of 1,000 costs ${each('quickest')} µs of processor time an event, without IO (median of all rounds: ${each('median')}; aim: ≤ 12)`;
  yield `that is ${rounds.format('ours', 'json')} JSON.parse and JSON.stringify of the same events`;
}

/** The payloads as the framework makes them with the default mapping. */
async function toPayloads(): Promise<Payload[]> {
  const payloads: Payload[] = [];
  const definition = createAmplitudeDestination();
  const { logEventV2 } = definition.actions;
  if (logEventV2 === undefined) throw new Error('The destination has no action logEventV2.');
  const spy = {
    ...logEventV2,
    performBatch: (_request: unknown, { payload }: { payload: unknown[] }) =>
      void payloads.push(...(payload as Payload[])),
  };
  const destination = new Destination({ ...definition, actions: { ...definition.actions, logEventV2: spy } });
  const preset = definition.presets?.find(({ name }) => name === 'Track Calls');
  const subscription = {
    subscribe: 'type = "track"',
    partnerAction: 'logEventV2',
    mapping: preset && 'mapping' in preset ? (preset.mapping ?? {}) : {},
  };
  await destination.onBatch(EVENTS, { ...SETTINGS, subscription });
  return payloads;
}
