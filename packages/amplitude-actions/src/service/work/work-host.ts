import { type Logger } from 'pino';
import { type Sources } from '../config/sources';
import { type Metrics } from '../metrics';
import { type EventQueue } from '../queue/event-queue';

/** What a worker works with. */
export interface WorkHost {
  queue: EventQueue;
  sources: Sources;
  metrics: Metrics;
  logger: Logger;
  /** Sends every request to this origin in place of Amplitude's. */
  baseUrl?: string | undefined;
  /** Calls in flight for each source. */
  concurrency: number;
  /** Events in a call. */
  batchSize: number;
}
