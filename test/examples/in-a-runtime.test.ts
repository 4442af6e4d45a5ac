import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Example from '../../examples/in-a-runtime';
import { startAmplitudeEmulator } from '../../src/emulator';

const ROOT = join(__dirname, '../..');

describe('the runtime of the README', () => {
  it('delivers a batch in one request, and returns what is to be sent again', async () => {
    const emulator = await startAmplitudeEmulator({ strict: true });
    process.env.AMPLITUDE_API_KEY = '3e35f43dd9890521ec46628db3bfc6f3';
    process.env.AMPLITUDE_BASE_URL = emulator.baseUrl;
    const log = jest.spyOn(console, 'error').mockImplementation();
    // Only now: the module makes its runtime when it is loaded.
    const { deliver } = jest.requireActual<typeof Example>('../../examples/in-a-runtime');
    const event = { type: 'track', event: 'Song Played', userId: 'user-10001', timestamp: new Date() };
    expect(await deliver([event, { ...event, userId: 'null' }])).toEqual([]);
    expect(emulator.events.map(({ user_id }) => user_id)).toEqual(['user-10001']);
    expect(emulator.counts.requests).toBe(1);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('user_id'));
    await emulator.close();
    expect(await deliver([event])).toEqual([event]);
  });

  it('stands in the README as it runs here', () => {
    const code = readFileSync(join(ROOT, 'examples/in-a-runtime.ts'), 'utf8');
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`ts\n${code}\`\`\``);
  });
});
