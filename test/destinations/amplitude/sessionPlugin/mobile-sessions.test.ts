import { Destination, type SegmentEvent } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../../src';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../../src/emulator';
import android from '../../../fixtures/sessions/android-middleware.json';
import ios from '../../../fixtures/sessions/ios-middleware.json';
import kotlin from '../../../fixtures/sessions/kotlin.json';
import swift from '../../../fixtures/sessions/swift.json';

let amplitude: AmplitudeEmulator;

beforeAll(async () => {
  amplitude = await startAmplitudeEmulator();
});

afterAll(() => amplitude.close());

describe('sessions of the mobile libraries reach Amplitude', () => {
  const fixtures = [swift, kotlin, ios, android].flatMap(({ source, deliveries }) =>
    deliveries.map(({ event, expect: expected }) => ({
      library: source.split(' ')[0],
      event: JSON.parse(JSON.stringify(event)) as SegmentEvent,
      expected,
    })),
  );

  test.each(fixtures)(
    '$library: $expected.event_type in $expected.session_id',
    async ({ event, expected }) => {
      const { actions, presets = [] } = createAmplitudeDestination({ baseUrl: amplitude.baseUrl });
      const destination = new Destination(createAmplitudeDestination({ baseUrl: amplitude.baseUrl }));
      const subscriptions = presets.flatMap((preset) =>
        preset.type === 'automatic' && preset.partnerAction in actions
          ? [
              {
                partnerAction: preset.partnerAction,
                subscribe: preset.subscribe,
                mapping: { ...preset.mapping },
              },
            ]
          : [],
      );
      await destination.onEvent(event, { apiKey: 'any', secretKey: 'any', subscriptions });
      expect(amplitude.events.at(-1)).toMatchObject({
        ...expected,
        insert_id: expect.stringMatching(`^${event.messageId}-`) as unknown,
      });
    },
  );
});
