import { type EventAnswer, type Runtime } from 'segment-actions-amplitude/runtime';
import { CliError } from '../cli-error';
import { type RunItem } from './run-record';
import { countReason, type Tally } from './tally';

const UNAUTHORIZED = 401;

/** Hands items to the runtime and counts what it tells about them. Throws a `CliError` for a refused key. */
export function toDelivery(
  runtime: Runtime,
  tally: Tally,
): (items: readonly RunItem[]) => Promise<readonly EventAnswer[]> {
  return async (items) => {
    const answers = await runtime.deliver(items);
    answers.forEach(({ notices, deliveries }, index) => {
      for (const { text } of notices) countReason(tally.notices, text, items[index]?.place ?? '');
      const refused = deliveries.find(({ status }) => status === UNAUTHORIZED);
      if (refused !== undefined) throw toRefusedKey(refused.message);
    });
    return answers;
  };
}

/** A key that is refused is refused for a million events: the command needs another one. */
function toRefusedKey(reason = 'status 401'): CliError {
  return new CliError(`Amplitude refused the API key: ${reason} Check the key and --region.`);
}
