import { Destination, type SegmentEvent } from '@segment/actions-core';
import { createAmplitudeDestination } from 'segment-actions-amplitude';
import { fromClassicSettings, type ClassicSettings } from '../../src/classic';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, SECRET_KEY } from '../../../../test/send-events';

export { API_KEY, SECRET_KEY };

/** A Segment event as a test writes it. */
export type Message = { type: string } & Record<string, unknown>;

/** Classic settings with an API and a secret key. */
export function classic(settings: Partial<ClassicSettings> = {}) {
  return { apiKey: API_KEY, secretKey: SECRET_KEY, ...settings };
}

/** Runs messages through every cloud subscription that the settings give, and tells what Amplitude then holds. */
export async function sendAsMigrated(settings: Partial<ClassicSettings>, ...messages: Message[]) {
  const emulator = await startAmplitudeEmulator({ apiKey: API_KEY });
  const destination = new Destination(createAmplitudeDestination({ baseUrl: emulator.baseUrl }));
  const migration = fromClassicSettings(classic(settings));
  try {
    for (const message of messages) {
      for (const { enabled: _enabled, ...subscription } of migration.subscriptions) {
        const event = JSON.parse(JSON.stringify({ userId: 'user-1', ...message })) as SegmentEvent;
        await destination.onEvent(event, { ...migration.settings, endpoint: 'north_america', subscription });
      }
    }
    const { events, identifications, groupIdentifications, aliases } = emulator;
    return {
      events: [...events],
      names: events.map((event) => event.event_type),
      identifications: [...identifications],
      groupIdentifications: [...groupIdentifications],
      aliases: new Map(aliases),
      paths: emulator.exchanges.map(({ path }) => path),
      user: emulator.users.get('user-1'),
    };
  } finally {
    await emulator.close();
  }
}

/** The note on a setting. */
export function noteOn(setting: keyof ClassicSettings, settings: Partial<ClassicSettings>) {
  return fromClassicSettings(classic(settings)).notes.find((note) => note.setting === setting);
}
