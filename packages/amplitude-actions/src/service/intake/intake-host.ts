import { type Logger } from 'pino';
import { type Sources } from '../config/sources';
import { type Metrics } from '../metrics';
import { type EventQueue } from '../queue/event-queue';

/** What the intake works with. */
export interface IntakeHost {
  sources: Sources;
  queue: EventQueue;
  metrics: Metrics;
  logger: Logger;
  /** Whether the addresses in X-Forwarded-For are to be believed: only behind a proxy of one's own. */
  trustProxy?: boolean | undefined;
  /** Where pages reach this service, when that is not the host of their request: `https://events.example.com`. */
  publicUrl?: string | undefined;
}
