import {
  startAmplitudeEmulator,
  type AmplitudeEmulator,
  type EmulatorOptions,
} from '../../../../src/emulator';
import { sendBatch, type CloudAction, type EventInput, type Sending } from '../../../send-events';

export type Answers = Awaited<ReturnType<typeof sendBatch>>;

const running: AmplitudeEmulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulator that holds every documented limit, and a host of it. It is closed after the test. */
export async function startStrictEmulator(options: EmulatorOptions = {}) {
  const emulator = await startAmplitudeEmulator({ strict: true, ...options });
  running.push(emulator);
  const send = (action: CloudAction, events: EventInput[], sending: Sending = {}): Promise<Answers> =>
    sendBatch(action, events, { ...sending, options: { baseUrl: emulator.baseUrl, ...sending.options } });
  return { emulator, send };
}

type Started = Awaited<ReturnType<typeof startStrictEmulator>>;

/** The same for one of many runs within a test. */
export async function runStrictEmulator<T>(
  options: EmulatorOptions,
  run: (started: Started) => Promise<T>,
): Promise<T> {
  const started = await startStrictEmulator(options);
  try {
    return await run(started);
  } finally {
    await started.emulator.close();
  }
}

/** So many good events, each of a user of its own unless said otherwise. `properties.number` is its place. */
export function numbered(count: number, toInput: (number: number) => EventInput = () => ({})): EventInput[] {
  return Array.from({ length: count }, (_, number) => ({
    messageId: `message-${number}`,
    userId: `user-${10_000 + number}`,
    event: 'Song Played',
    timestamp: '2026-03-01T12:00:00.000Z',
    properties: { number },
    ...toInput(number),
  }));
}

/** The places of the ingested events, in order of arrival. */
export function ingestedNumbers({ events }: AmplitudeEmulator): number[] {
  return events.map(({ event_properties: properties }) => Number(properties?.number));
}

export function statuses(answers: Answers): number[] {
  return answers.map(({ status }) => status);
}

/** How often each status was answered. */
export function countStatuses(answers: Answers): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** About 100 of these fill a request of httpapi. */
export function withFiller(number: number): EventInput {
  return { properties: { number, filler: 'x'.repeat(9000) } };
}
