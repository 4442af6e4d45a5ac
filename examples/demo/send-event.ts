import { type Runtime } from '../../src/runtime';
import { type ObservedRequest } from './observed-request';

/** What came of one Segment event. */
export interface Sending {
  requests: ObservedRequest[];
  /** Duplicates among what was sent: Amplitude answers 200 and keeps one. */
  duplicates: number;
  /** Why nothing, or not all, was delivered: one sentence each. */
  problems: string[];
}

export interface Sender {
  runtime: Runtime;
  /** Takes what the emulator has seen since the last call. */
  observe(this: void): { requests: ObservedRequest[]; duplicates: number };
}

/** Sends an event by itself, so that its requests can be told from those of the next. */
export async function sendEvent(
  event: Record<string, unknown>,
  { runtime, observe }: Sender,
): Promise<Sending> {
  const [answer] = await runtime.deliver([event]);
  const messages = answer?.deliveries.flatMap(({ message }) => message ?? []) ?? [];
  const isRefused = answer !== undefined && answer.outcome !== 'delivered';
  return { ...observe(), problems: isRefused && messages.length === 0 ? [answer.reason ?? ''] : messages };
}
