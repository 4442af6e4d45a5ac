import { createRuntime } from 'segment-actions-amplitude/runtime';

const runtime = createRuntime({
  settings: { apiKey: process.env.AMPLITUDE_API_KEY ?? '' },
  baseUrl: process.env.AMPLITUDE_BASE_URL, // an emulator; without it, Amplitude itself
});

/** Delivers Segment calls in as few requests as Amplitude allows. Returns those to send again later. */
export async function deliver(events: object[]): Promise<object[]> {
  const answers = await runtime.deliver(events);
  for (const { outcome, reason } of answers) if (outcome === 'rejected') console.error(reason);
  return events.filter((_, index) => answers[index]?.outcome === 'retry');
}
