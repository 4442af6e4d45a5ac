import { Destination, type JSONObject, type SegmentEvent } from '@segment/actions-core';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { createAmplitudeDestination, type Settings } from 'segment-actions-amplitude';
import type { Subscription } from '../subscriptions/subscription';

/** A request as it would leave, without its key. */
export interface PreviewRequest {
  method: string;
  /** Path of the endpoint, such as `/2/httpapi`. */
  path: string;
  body: Record<string, unknown>;
}

export interface PreviewCall {
  subscription: string;
  partnerAction: string;
  requests: PreviewRequest[];
  /** Why the destination would refuse the event; absent when it would send it. */
  refused?: string;
}

export interface RequestRecorder {
  /** What one subscription makes of one event. */
  preview(event: SegmentEvent, subscription: Subscription): Promise<PreviewCall>;
  close(): Promise<void>;
}

/** No key is needed: nothing leaves this machine, an Amplitude on loopback takes the requests. */
const SETTINGS: Settings = { apiKey: 'preview', secretKey: 'preview' };

/** Runs events through the real destination, so a preview cannot differ from what `send` does. */
export async function startRequestRecorder(): Promise<RequestRecorder> {
  let requests: PreviewRequest[] = [];
  const emulator = await startAmplitudeEmulator({
    strict: true,
    limits: { httpapiEventsPerSecond: Infinity, batchEventsPerSecond: Infinity, mappingsPerWindow: Infinity },
    keepEvents: false,
    onExchange: ({ method, path, contentType }, body) => {
      requests.push({ method, path, body: readBody(body.toString('utf8'), contentType) });
    },
  });
  const destination = new Destination(createAmplitudeDestination({ baseUrl: emulator.baseUrl }));
  return {
    async preview(event, { name, subscribe, partnerAction, mapping }) {
      requests = [];
      const call: JSONObject = { ...SETTINGS, subscription: { name, subscribe, partnerAction, mapping } };
      const [result] = await destination.onBatch([event], call);
      destination.responses.length = 0;
      const answer = result?.multistatus?.[0];
      const refused =
        answer !== undefined && 'errormessage' in answer ? { refused: answer.errormessage } : {};
      return { subscription: name, partnerAction, requests, ...refused };
    },
    close: () => emulator.close(),
  };
}

function readBody(text: string, contentType: string): Record<string, unknown> {
  const fields = contentType.includes('json')
    ? (JSON.parse(text) as Record<string, unknown>)
    : Object.fromEntries([...new URLSearchParams(text)].map(([key, value]) => [key, parseField(value)]));
  return 'api_key' in fields ? { ...fields, api_key: '<your API key>' } : fields;
}

/** Forms carry JSON text inside. */
function parseField(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
