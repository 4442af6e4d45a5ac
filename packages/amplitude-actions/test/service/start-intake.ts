import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pino from 'pino';
import { Sources } from '../../src/service/config/sources';
import { createIntake } from '../../src/service/intake/create-intake';
import { type IntakeHost } from '../../src/service/intake/intake-host';
import { Metrics } from '../../src/service/metrics';
import {
  openEmbeddedQueue,
  type EmbeddedQueueOptions,
} from '../../src/service/queue/embedded/embedded-queue';
import { readQueuedEvent } from '../../src/service/queued-event';
import { API_KEY } from '../run-cli';

export const WRITE_KEY = 'writeKeyOfTheTests';

export interface RunningIntake {
  url: string;
  /** POST; the body as it is when it is text or bytes, else as JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<JsonAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<JsonAnswer>;
  /** The events that wait in the queue. */
  events(): Promise<Record<string, unknown>[]>;
  dead(): Promise<{ reason: string; event: Record<string, unknown> }[]>;
  /** All that was logged. */
  logs(): string;
  close(): Promise<void>;
}

export interface JsonAnswer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

/** The intake on a port of its own, with the embedded queue in a directory of its own and nobody who works it off. */
export async function startIntake(
  queueOptions: EmbeddedQueueOptions = {},
  options: Partial<IntakeHost> = {},
): Promise<RunningIntake> {
  const directory = mkdtempSync(join(tmpdir(), 'intake-'));
  const file = join(directory, 'config.json');
  writeFileSync(file, JSON.stringify({ sources: [{ writeKey: WRITE_KEY, settings: { apiKey: API_KEY } }] }));
  const queue = await openEmbeddedQueue(join(directory, 'queue'), { minFreeBytes: 0, ...queueOptions });
  const log = new PassThrough();
  let logged = '';
  log.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const app = createIntake({
    sources: new Sources(file),
    queue,
    metrics: new Metrics(),
    logger: pino({ level: 'debug' }, log),
    ...options,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    post: async (path, body, headers = {}) =>
      toJsonAnswer(
        await fetch(url + path, { method: 'POST', body: toBody(body), headers, redirect: 'manual' }),
      ),
    get: async (path, headers = {}) => toJsonAnswer(await fetch(url + path, { headers, redirect: 'manual' })),
    events: async () => {
      const events: Record<string, unknown>[] = [];
      const stop = new AbortController();
      for (let left = (await queue.depth()).messages; left > 0;) {
        for await (const claim of queue.claims({ signal: stop.signal })) {
          const messages = await claim.next(1000, stop.signal);
          events.push(...messages.map(({ body }) => readQueuedEvent(body).event));
          await claim.ack(messages);
          await claim.release();
          left -= messages.length;
          if (left <= 0) break;
        }
      }
      return events;
    },
    dead: async () => {
      const letters = await queue.dead.list({ limit: 100 });
      return letters.map(({ reason, body }) => ({ reason, event: readQueuedEvent(body).event }));
    },
    logs: () => logged,
    close: async () => {
      await app.close();
      await queue.close();
      rmSync(directory, { recursive: true });
    },
  };
}

const toBody = (body: unknown): BodyInit =>
  typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);

async function toJsonAnswer(response: Response): Promise<JsonAnswer> {
  const text = await response.text();
  let json: Record<string, unknown> = {};
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Scripts and images are no JSON.
  }
  return { status: response.status, headers: response.headers, text, json };
}

export const basic = (key: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(key).toString('base64')}`,
});
