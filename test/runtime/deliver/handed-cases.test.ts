import { createRuntime } from '../../../src/runtime';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../src/emulator';
import cases from '../../fixtures/cases/events.json';
import moreCases from '../../fixtures/cases/more-events.json';

interface RuntimeCase {
  name: string;
  through?: string;
  event: object;
  expect: { outcome?: string; oneOf?: string[]; notices?: string[]; objects?: object[] };
}

const runtimeCases = ([...cases, ...moreCases] as RuntimeCase[]).filter(
  ({ through }) => through === 'runtime',
);

describe('handed events through a runtime with the presets', () => {
  let emulator: AmplitudeEmulator;
  beforeAll(async () => {
    emulator = await startAmplitudeEmulator();
  });
  afterAll(() => emulator.close());

  it.each(runtimeCases.map((each) => [each.name, each] as const))(
    '%s',
    async (_, { event, expect: expected }) => {
      const runtime = createRuntime({
        settings: { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' },
        baseUrl: emulator.baseUrl,
      });
      const [answer] = await runtime.deliver([event]);
      expect(expected.oneOf ?? [expected.outcome]).toContain(answer?.outcome);
      const names = answer?.notices.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(expected.notices ?? []));
      const sent = answer?.deliveries.flatMap(
        ({ sent: body }) => (body as { events: object[] } | undefined)?.events ?? [],
      );
      expect(sent).toMatchObject(expected.objects ?? sent ?? []);
    },
  );
});
