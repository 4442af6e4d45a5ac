import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../src/emulator';
import { createRuntime } from '../../../src/runtime';

const played = {
  type: 'track',
  event: 'Song Played',
  messageId: 'm-1',
  userId: 'user-12345',
  timestamp: '2026-03-01T12:00:00.000Z',
};

describe('a context that is not as it should be', () => {
  let emulator: AmplitudeEmulator;
  beforeAll(async () => {
    emulator = await startAmplitudeEmulator();
  });
  afterAll(() => emulator.close());

  const deliver = async (event: object) => {
    const runtime = createRuntime({
      settings: { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' },
      baseUrl: emulator.baseUrl,
    });
    const [answer] = await runtime.deliver([event]);
    const sent = answer?.deliveries.map((delivery) => delivery.sent);
    return { outcome: answer?.outcome, sent, notices: answer?.notices.map(({ text }) => text) };
  };

  it.each([false, 0, true, 'text', ['a']])('is left out with a notice when it is %p', async (context) => {
    const plain = await deliver(played);
    expect(await deliver({ ...played, context })).toEqual({
      ...plain,
      notices: ['Left context out: it is no object.'],
    });
  });

  it.each([
    'app',
    'campaign',
    'device',
    'library',
    'location',
    'network',
    'os',
    'page',
    'userAgentData',
    'traits',
  ])('costs only its %s when that is no object', async (part) => {
    const context = { locale: 'de-DE' };
    const plain = await deliver({ ...played, context });
    for (const value of [false, 0, 'text', []]) {
      expect(await deliver({ ...played, context: { ...context, [part]: value } })).toEqual({
        ...plain,
        notices: [`Left context.${part} out: it is no object.`],
      });
    }
  });

  it('is no cause for a notice where a part is null or absent', async () => {
    const context = { campaign: null, page: undefined, os: null };
    expect(await deliver({ ...played, context })).toMatchObject({ outcome: 'delivered', notices: [] });
  });

  it('keeps the parts that are objects, and is not changed itself', async () => {
    const event = { ...played, context: { campaign: { source: 'radio' }, page: false } };
    const before = structuredClone(event);
    const { sent } = await deliver(event);
    expect(JSON.stringify(sent)).toContain('"utm_source":"radio"');
    expect(event).toEqual(before);
  });
});
