import { EVENT_LISTS, FIELD_LISTS } from '../../../../src/destinations/amplitude/api/event-lists';
import { startAmplitudeEmulator, type EmulatorOptions } from '../../../../src/emulator';

/**
 * The emulator shares no table with the destination, so a list that is added to one could be forgotten in the other. Here
 * real answers say what lists the emulator has: a row that no answer ever fills was tested against nothing.
 */
async function answersOf(
  options: EmulatorOptions,
  uploads: readonly object[][],
  silenced?: string,
): Promise<Record<string, unknown>[]> {
  const emulator = await startAmplitudeEmulator(options);
  if (silenced !== undefined) emulator.silence(silenced);
  const answers: Record<string, unknown>[] = [];
  for (const path of ['/2/httpapi', '/batch'])
    for (const events of uploads) {
      const body = JSON.stringify({ api_key: 'any', events });
      const answer = await fetch(emulator.baseUrl + path, { method: 'POST', body });
      answers.push((await answer.json()) as Record<string, unknown>);
    }
  await emulator.close();
  return answers;
}

const event = (more: object = {}) => ({
  user_id: 'listener-1',
  device_id: 'device-1',
  event_type: 'Song Played',
  ...more,
});
const many = Array.from({ length: 3 }, () => event());

/** What an answer names: everything in it that is a list or a map and holds something. */
const namesIn = (answer: Record<string, unknown>): string[] =>
  Object.entries(answer).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? [key] : [],
  );

describe('the lists that name events or ids in an error', () => {
  let named: Set<string>;
  beforeAll(async () => {
    const answers = await Promise.all([
      answersOf({ limits: { httpapiEventsPerSecond: 1, batchEventsPerSecond: 1, rateWindowSeconds: 1 } }, [
        many,
      ]),
      answersOf({ limits: { eventsPerDay: 2 } }, [many]),
      answersOf({}, [[event()]], 'device-1'),
      answersOf({ strict: true }, [
        [event({ time: 'now' })],
        [event({ event_type: undefined })],
        [event({ user_id: 'ab' })],
      ]),
    ]);
    named = new Set(answers.flat().flatMap(namesIn));
  });

  it.each([...EVENT_LISTS, ...FIELD_LISTS].map(({ key }) => key))(
    'can all come from the emulator: %s',
    (key) => {
      // Not there? Teach the emulator when to answer with it (id-throttle.ts, refuse-events.ts), and make it happen above.
      expect([...named]).toContain(key);
    },
  );

  it('are all known to the destination', () => {
    const known = [...EVENT_LISTS, ...FIELD_LISTS].map(({ key }) => key);
    expect([...named].filter((key) => !known.includes(key))).toEqual([]);
  });
});
