import { isRetryable } from '../../../../src/destinations/amplitude/api/outcome';
import type { EventInput } from '../../../send-events';

const MOST_CALLS = 200;

/**
 * As a host does: sends again, in order, what was retryable, fewer at a time each time. The final status of each event,
 * and the calls it took.
 */
export async function sendUntilDone(events: EventInput[], send: (events: EventInput[]) => Promise<number[]>) {
  const final: number[] = [];
  let calls = 0;
  for (let open = events.map((event, index) => ({ event, index })); open.length > 0;) {
    if (calls === MOST_CALLS) throw new Error(`${open.length} events are still open after ${calls} calls.`);
    calls += 1;
    const some = open.slice(0, Math.ceil(open.length / calls));
    const answers = await send(some.map(({ event }) => event));
    some.forEach(({ index }, place) => (final[index] = answers[place] ?? 0));
    open = open.filter(({ index }) => final[index] === undefined || isRetryable(final[index]));
  }
  return { calls, final };
}
