import { createRuntime } from 'segment-actions-amplitude/runtime';
import { startAmplitudeEmulator, type WireEvent } from 'segment-actions-amplitude/emulator';

/** What Amplitude counts of the events that a site sent, in this order and with the preset mappings. */
export async function ingest(sent: readonly object[]): Promise<readonly WireEvent[]> {
  const amplitude = await startAmplitudeEmulator();
  const runtime = createRuntime({ settings: { apiKey: 'any' }, baseUrl: amplitude.baseUrl });
  const answers = await runtime.deliver(sent);
  const refused = answers.filter(({ outcome }) => outcome !== 'delivered');
  await amplitude.close();
  if (refused.length > 0) throw new Error(`Not delivered: ${JSON.stringify(refused)}`);
  return amplitude.events;
}
