import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';
import * as runtimeEntry from '../../src/runtime';
import { codeBlocksOf } from './code-blocks';
import { runBlock } from './run-block';

const blocks = codeBlocksOf('docs/hosting.md').filter(({ language }) => language === 'ts');
const settings = { apiKey: '3e35f43dd9890521ec46628db3bfc6f3' };
const event = { type: 'track', event: 'Signed Up', userId: 'user-12345', messageId: 'm-1' };

let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true });
});
afterEach(() => emulator.close());

const run = (words: string, names: Record<string, unknown>, wanted?: string) =>
  runBlock({ page: 'docs/hosting.md', words, names, wanted, baseUrl: emulator.baseUrl });

describe('the code of docs/hosting.md', () => {
  it('delivers an event in five lines', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation();
    process.env.AMPLITUDE_API_KEY = settings.apiKey;
    await run('runtime.deliver(', {});
    expect(log).toHaveBeenCalledWith('delivered', undefined);
    expect(emulator.events.map(({ event_type }) => event_type)).toEqual(['Signed Up']);
    log.mockRestore();
  });

  it('makes a runtime that takes group and alias calls', async () => {
    const runtime = (await run('groupSubscription(', { settings })) as runtimeEntry.Runtime;
    const group = { type: 'group', groupId: 'g-1', userId: 'user-12345', traits: { seats: 3 } };
    const [joined, mapped] = await runtime.deliver([
      group,
      { type: 'alias', previousId: 'user-00001', userId: 'user-12345' },
    ]);
    expect([joined?.outcome, mapped?.outcome]).toEqual(['delivered', 'delivered']);
  });

  it('finds what is to be sent again, and by which subscriptions', async () => {
    const delivery = (subscription: string, status: number) => ({ subscription, status });
    const answers = [
      { outcome: 'delivered', deliveries: [delivery('a', 200)] },
      { outcome: 'retry', deliveries: [delivery('a', 200), delivery('b', 503), delivery('c', 400)] },
    ];
    const { isRetryable } = runtimeEntry;
    const again = await run('const again =', { events: [event, event], answers, isRetryable }, 'again');
    expect(again).toEqual([{ event, subscriptions: ['b'] }]);
  });

  it('is all run here', () => {
    expect(blocks).toHaveLength(3);
  });
});
