import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../src/emulator';
import { createRuntime, type RuntimeOptions } from '../../../src/runtime';

const settings = { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' };
const played = { type: 'track', event: 'Song Played', messageId: 'm-1', userId: 'user-12345' };
const fail = () => {
  throw new Error(`no disk, ${settings.apiKey}`);
};
const failLater = () => Promise.reject(new Error(`no disk, ${settings.apiKey}`));

describe('a host whose logger or counters fail', () => {
  let emulator: AmplitudeEmulator;
  beforeAll(async () => {
    emulator = await startAmplitudeEmulator();
  });
  afterAll(() => emulator.close());

  const runtimeWith = (options: Partial<RuntimeOptions> = {}) =>
    createRuntime({ settings, baseUrl: emulator.baseUrl, ...options });

  it.each([
    ['a logger that throws', { logger: { warn: fail } }],
    ['a logger whose promise is rejected', { logger: { warn: failLater } }],
    ['counters that throw', { statsContext: { statsClient: { incr: fail } as never, tags: [] } }],
  ])('has its answers in spite of %s', async (_, options) => {
    const [answer] = await runtimeWith(options).deliver([played]);
    expect(answer?.outcome).toBe('delivered');
    expect(answer?.notices.map(({ name }) => name)).toEqual(['time_missing']);
  });

  it('has its notices counted in spite of a logger that throws', async () => {
    const incr = jest.fn();
    const statsContext = { statsClient: { incr } as never, tags: [] };
    await runtimeWith({ logger: { warn: fail }, statsContext }).deliver([played]);
    expect(incr).toHaveBeenCalledWith('amplitude.time_missing', 1, []);
  });
});
