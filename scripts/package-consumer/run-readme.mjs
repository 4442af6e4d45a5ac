/** Run in a folder that installed the package: the code of its README, as an ES module, delivers an event. */
import assert from 'node:assert/strict';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';

const emulator = await startAmplitudeEmulator({ strict: true });
process.env.AMPLITUDE_API_KEY = 'package-check';
process.env.AMPLITUDE_BASE_URL = emulator.baseUrl;
const { deliver } = await import('./readme.mjs');
const event = { type: 'track', event: 'Song Played', userId: 'user-12345', timestamp: new Date() };
assert.deepEqual(await deliver([event]), []);
assert.equal(emulator.events.length, 1);
await emulator.close();
