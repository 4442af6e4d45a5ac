import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toDelivery } from '../../examples/in-a-runtime';
import { startAmplitudeEmulator } from '../../src/emulator';

const ROOT = join(__dirname, '../..');
const settings = {
  apiKey: '3e35f43dd9890521ec46628db3bfc6f3',
  secretKey: 'f9c9b9e8652ea45aa377f299cea9192e',
};

describe(toDelivery, () => {
  it('delivers a batch in one request and answers for each event', async () => {
    const emulator = await startAmplitudeEmulator({ strict: true });
    const event = { type: 'track' as const, event: 'Song Played', userId: 'user-10001' };
    const answers = await toDelivery(settings, emulator.baseUrl)([event, { ...event, userId: 'null' }]);
    await emulator.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(emulator.events.map(({ user_id }) => user_id)).toEqual(['user-10001']);
    expect(emulator.counts.requests).toBe(1);
  });

  it('stands in the README as it runs here', () => {
    const code = readFileSync(join(ROOT, 'examples/in-a-runtime.ts'), 'utf8');
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`ts\n${code}\`\`\``);
  });
});
