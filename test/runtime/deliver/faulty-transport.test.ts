import { createRuntime, type Transport } from '../../../src/runtime';

const settings = { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' };
const played = { type: 'track', event: 'Song Played', messageId: 'm-1', userId: 'user-12345' };
const fail = () => {
  throw new Error(`no disk, ${settings.apiKey}`);
};
const failLater = () => Promise.reject(new Error(`no disk, ${settings.apiKey}`));

describe('a host whose own transport fails', () => {
  it.each<[string, Transport]>([
    ['throws', fail],
    ['is rejected', failLater],
    ['returns nothing', () => Promise.resolve(undefined as never)],
    ['returns text', () => Promise.resolve('ok' as never)],
    ['returns no text', () => Promise.resolve({ status: 200 } as never)],
    ['returns no status', () => Promise.resolve({ text: '{"code":200}' } as never)],
  ])('may send every event again when its transport %s', async (_, transport) => {
    const events = [played, { ...played, messageId: 'm-2' }, { ...played, type: 'identify' }];
    const answers = await createRuntime({ settings, transport }).deliver(events);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'retry']);
    expect(answers.flatMap(({ deliveries }) => deliveries.map(({ status }) => status))).toEqual([
      503, 503, 503,
    ]);
    expect(answers[0]?.reason).toContain('The transport of the host');
    expect(JSON.stringify(answers)).not.toMatch(new RegExp(`no disk|${settings.apiKey}`));
  });
});
