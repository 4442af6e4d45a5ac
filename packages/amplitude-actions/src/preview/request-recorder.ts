import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { createRuntime, type Runtime, type Subscription } from 'segment-actions-amplitude/runtime';

/** A request as it would leave, without its key. */
export interface PreviewRequest {
  method: string;
  /** Path of the endpoint, such as `/2/httpapi`. */
  path: string;
  body: Record<string, unknown>;
}

/** A runtime whose requests go no further than this machine. */
export interface RequestRecorder {
  runtime: Runtime;
  /** The requests since the last call. */
  takeRequests(this: void): PreviewRequest[];
  close(this: void): Promise<void>;
}

export interface RecorderOptions {
  subscriptions: readonly Subscription[];
  integrationNames?: readonly string[] | undefined;
}

/**
 * Runs events through the real runtime into an Amplitude on loopback that holds every documented rule, so that a
 * preview cannot differ from what `send` does. No key is needed.
 */
export async function startRequestRecorder(options: RecorderOptions): Promise<RequestRecorder> {
  let requests: PreviewRequest[] = [];
  const emulator = await startAmplitudeEmulator({
    strict: true,
    limits: { httpapiEventsPerSecond: Infinity, batchEventsPerSecond: Infinity, mappingsPerWindow: Infinity },
    keepEvents: false,
    keepExchanges: 0,
    onExchange: ({ method, path, contentType }, body) => {
      requests.push({ method, path, body: readRequest(body.toString('utf8'), contentType) });
    },
  });
  return {
    runtime: createRuntime({ ...options, settings: { apiKey: 'preview' }, baseUrl: emulator.baseUrl }),
    takeRequests: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: () => emulator.close(),
  };
}

/** The body of a request as an object, without its key. */
export function readRequest(text: string, contentType: string): Record<string, unknown> {
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
