import { Destination, type JSONObject, type Logger, type StatsContext } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../../src';
import {
  defaultMapping,
  toSegmentEvent,
  toSettings,
  type CloudAction,
  type EventInput,
} from '../../../send-events';
import savedMappings from '../../../fixtures/cases/saved-mappings.json';

/** One mapping that the event of a case goes through. */
export interface CaseMapping {
  action: CloudAction;
  /** `default`: of a new subscription. `saved`: what Segment stores for a customer of its own destination. */
  mapping: 'default' | 'saved';
  /** Single fields, mapped otherwise. */
  override?: JSONObject;
}

/** What came of one event: the objects as Amplitude received them, and the names of the notices. */
export interface CaseResult {
  objects: JSONObject[];
  notices: string[];
}

/** Sends the event through the framework to the Amplitude at `baseUrl`, which has to take it. */
export async function runCase(
  { action, mapping, override }: CaseMapping,
  event: EventInput,
  baseUrl: string,
  isBatch = false,
): Promise<CaseResult> {
  const notices: string[] = [];
  const destination = new Destination(createAmplitudeDestination({ baseUrl }));
  const own: JSONObject = mapping === 'saved' ? savedMappings[action] : defaultMapping(action);
  const subscription = { subscribe: 'type != ""', partnerAction: action, mapping: { ...own, ...override } };
  const settings = { ...toSettings(), subscription };
  const incr = (name: string) => void notices.push(name.replace('amplitude.', ''));
  const statsClient: Partial<StatsContext['statsClient']> = { incr };
  const host = {
    logger: {} as Logger,
    statsContext: { statsClient, tags: [] as string[] } as StatsContext,
  };
  const segmentEvent = toSegmentEvent(action, event);
  const answer = isBatch
    ? (await destination.onBatch([segmentEvent], settings, host))[0]?.multistatus?.[0]
    : (await destination.onEvent(segmentEvent, settings, host)).at(-1)?.data;
  expect(answer).toMatchObject({ status: 200 });
  return { objects: (answer as { sent: { events: JSONObject[] } }).sent.events, notices };
}
