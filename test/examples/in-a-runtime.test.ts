import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';

const ROOT = join(__dirname, '../..');
const settings = {
  apiKey: '3e35f43dd9890521ec46628db3bfc6f3',
  secretKey: 'f9c9b9e8652ea45aa377f299cea9192e',
};

describe('the ten lines of use inside a runtime', () => {
  let emulator: AmplitudeEmulator;
  beforeAll(async () => {
    emulator = await startAmplitudeEmulator({ strict: true });
    process.env.AMPLITUDE_URL = emulator.baseUrl;
  });
  afterAll(async () => {
    delete process.env.AMPLITUDE_URL;
    await emulator.close();
  });

  it('deliver a batch in one request and answer for each event', async () => {
    const { deliver } = await import('../../examples/in-a-runtime');
    const event = { type: 'track' as const, event: 'Song Played', userId: 'user-10001' };
    const answers = await deliver([event, { ...event, userId: 'null' }], settings);
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    expect(emulator.events.map(({ user_id }) => user_id)).toEqual(['user-10001']);
    expect(emulator.counts.requests).toBe(1);
  });

  it('stand in the README as they run here', () => {
    const code = readFileSync(join(ROOT, 'examples/in-a-runtime.ts'), 'utf8');
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`ts\n${code}\`\`\``);
  });
});
