import { statSync } from 'node:fs';
import { CliError } from '../cli-error';
import { REJECTION_KEY } from '../input/read-event';
import { openQueue } from '../service/open-queue';
import { type Letter } from './read-letters';
import { type DeadLetter, type DeadLetters } from '../service/queue/dead-letters';
import { type EventQueue } from '../service/queue/event-queue';
import { QueueUnavailableError } from '../service/queue/queue-errors';
import { readQueuedEvent } from '../service/queued-event';

/** Where a service keeps its dead letters: beside its queue. */
export interface LetterPlace {
  /** Directory of the embedded queue. */
  data?: string | undefined;
  /** Addresses of RabbitMQ. */
  queue?: readonly string[] | undefined;
}

export interface LetterChoice {
  /** Only letters whose reason holds this text. */
  reason?: string | undefined;
}

/** As many as a channel of RabbitMQ may look at. */
const MOST = 65_535;

/** Opens the queue of a service for as long as the work takes. @throws {CliError} when it cannot be opened or read. */
export async function withQueue<Result>(
  { data = '', queue: addresses = [] }: LetterPlace,
  work: (queue: EventQueue) => Promise<Result>,
): Promise<Result> {
  // Opening makes the directory.
  if (addresses.length === 0 && statSync(data, { throwIfNoEntry: false }) === undefined) {
    throw new CliError(`${data} does not exist: give the --data of your "serve".`);
  }
  try {
    const queue = await openQueue(addresses, data);
    return await work(queue).finally(() => queue.close());
  } catch (error) {
    if (!(error instanceof QueueUnavailableError)) throw error;
    const advice = error.message.includes('in use') ? ' Stop "serve" first.' : '';
    throw new CliError(`${error.message}${advice}`);
  }
}

/** The oldest letters, up to 65,535 of them, whose reason holds the text. */
export async function findLetters(dead: DeadLetters, { reason = '' }: LetterChoice): Promise<DeadLetter[]> {
  const letters = await dead.list({ limit: MOST });
  return letters.filter((letter) => letter.reason.includes(reason));
}

/** Puts letters back behind the events that wait, or deletes them; says how many, and how many letters are left. */
export function changeLetters(
  place: LetterPlace,
  choice: LetterChoice,
  change: 'retry' | 'delete',
): Promise<{ changed: number; left: number }> {
  return withQueue(place, async (queue) => {
    const ids = (await findLetters(queue.dead, choice)).map(({ id }) => id);
    const changed = await queue.dead[change](ids);
    return { changed, left: (await queue.depth()).dead };
  });
}

/** As a line of a file, in the form that `send --dead-letter` writes and the other `dead` commands read. */
export function toLetter({ id, body, reason, status, subscriptions, buriedAt }: DeadLetter): Letter {
  const event = toEvent(body);
  const rejection = {
    reason,
    ...(status !== undefined && { status }),
    ...(subscriptions !== undefined && { subscriptions }),
    place: `${id}, put aside at ${buriedAt}`,
    ...(event === undefined && { text: Buffer.from(body).toString('utf8') }),
  };
  return { value: { ...event, [REJECTION_KEY]: rejection }, rejection };
}

function toEvent(body: Uint8Array): Record<string, unknown> | undefined {
  try {
    return readQueuedEvent(body).event;
  } catch {
    return undefined;
  }
}
