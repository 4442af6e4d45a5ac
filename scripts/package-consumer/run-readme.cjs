/** Run in a folder that installed the package: the code of its README, as CommonJS, delivers an event. */
const assert = require('node:assert/strict');
const { startAmplitudeEmulator } = require('segment-actions-amplitude/emulator');

async function main() {
  const emulator = await startAmplitudeEmulator({ strict: true });
  process.env.AMPLITUDE_API_KEY = 'package-check';
  process.env.AMPLITUDE_BASE_URL = emulator.baseUrl;
  const { deliver } = require('./readme.cjs');
  const event = { type: 'track', event: 'Song Played', userId: 'user-12345', timestamp: new Date() };
  assert.deepEqual(await deliver([event]), []);
  assert.equal(emulator.events.length, 1);
  await emulator.close();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
