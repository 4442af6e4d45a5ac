/** Run in a folder that installed the command line: it sends a file into the emulator of the library it depends on. */
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { writeFileSync } = require('node:fs');
const { fromClassicSettings } = require('amplitude-actions/classic');
const { startAmplitudeEmulator } = require('segment-actions-amplitude/emulator');

const ids = ['message-10001', 'message-10002'];

async function main() {
  assert.ok(Array.isArray(fromClassicSettings({ apiKey: 'package-check' }).subscriptions));
  const emulator = await startAmplitudeEmulator({ strict: true });
  try {
    assert.equal(await send(emulator.baseUrl), 0);
    assert.deepEqual(
      emulator.events.map(({ event_type }) => event_type),
      ['Song Played', 'Song Played'],
    );
  } finally {
    await emulator.close();
  }
}

async function send(baseUrl) {
  const timestamp = new Date().toISOString();
  const events = ids.map((messageId) => ({
    type: 'track',
    event: 'Song Played',
    messageId,
    userId: 'user-10001',
    timestamp,
  }));
  writeFileSync('events.ndjson', events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const bin = require('amplitude-actions/package.json').bin['amplitude-actions'];
  const args = ['send', 'events.ndjson', '--base-url', baseUrl];
  const env = { ...process.env, AMPLITUDE_API_KEY: 'package-check', AMPLITUDE_SECRET_KEY: 'package-check' };
  const path = `node_modules/amplitude-actions/${bin}`;
  const child = spawn(process.execPath, [path, ...args], { env, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
