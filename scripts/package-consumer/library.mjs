/** Run in a folder that installed the package: what `import` gets is what `require` gets. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import amplitudeDestination, { createAmplitudeDestination } from 'segment-actions-amplitude';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { amplitudeSession } from 'segment-actions-amplitude/session-plugin';

const required = createRequire(import.meta.url)('segment-actions-amplitude');
assert.equal(amplitudeDestination.name, 'Amplitude');
assert.equal(amplitudeDestination, required.default);
assert.equal(createAmplitudeDestination, required.createAmplitudeDestination);
for (const load of [startAmplitudeEmulator, amplitudeSession]) {
  assert.equal(typeof load, 'function');
}
