import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/packages';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';
import { createRuntime, type EventAnswer } from '../../src/runtime';

const page = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');
const apiKey = '3e35f43dd9890521ec46628db3bfc6f3';
const song = { type: 'track', event: 'Song Played', userId: 'user-12345', timestamp: '2026-03-01T12:00:00Z' };

let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true, apiKey });
});
afterEach(() => emulator.close());

async function deliver(event: object, key = apiKey, baseUrl = emulator.baseUrl): Promise<EventAnswer> {
  const [answer] = await createRuntime({ settings: { apiKey: key }, baseUrl }).deliver([event]);
  if (answer === undefined) throw new Error('There is no answer.');
  return answer;
}

/** The page has the reason word for word, and says what to do beside it. */
function expectExplained(reason: string | undefined): void {
  expect(reason).toBeTruthy();
  expect(page).toContain(`\`${reason}\``);
}

describe('docs/troubleshooting.md explains', () => {
  it.each([
    ['unmatched', { type: 'group', groupId: 'g-1', userId: 'user-12345' }],
    ['opted-out', { ...song, integrations: { 'Actions Amplitude': false } }],
    ['rejected', { ...song, userId: undefined }],
    ['rejected', { ...song, userId: 'abc' }],
    ['rejected', { ...song, userId: 'null' }],
    ['rejected', { ...song, event: undefined }],
    ['rejected', { ...song, type: 'trak' }],
    ['rejected', { ...song, timestamp: 'soon' }],
  ])('why an event is %s: %j', async (outcome, event) => {
    const answer = await deliver(event);
    expect(answer.outcome).toBe(outcome);
    expectExplained(answer.reason);
  });

  it('a key that Amplitude refuses', async () => {
    expectExplained((await deliver(song, 'another key')).reason);
  });

  it('a silenced device', async () => {
    emulator.silence('device-1');
    expectExplained((await deliver({ ...song, anonymousId: 'device-1' })).reason);
  });

  it('an event that is too large', async () => {
    emulator.addFault({ action: { status: 413 } });
    expectExplained((await deliver(song)).reason);
  });

  it('a web page in place of an answer', async () => {
    emulator.addFault({ action: { answer: 'not-json' } });
    const answer = await deliver(song);
    expect(answer.outcome).toBe('retry');
    expectExplained(answer.reason);
  });

  it('a throttled user', async () => {
    emulator.addFault({ action: { status: 429 } });
    const { outcome, reason } = await deliver(song);
    expect(outcome).toBe('retry');
    expectExplained(reason?.replace('Amplitude did not take the request: ', '').replace(/\.$/, ''));
  });

  it('an address where nobody listens', async () => {
    const { reason } = await deliver(song, apiKey, 'http://127.0.0.1:1');
    expectExplained(reason?.replace('Amplitude did not take the request: ', ''));
  });

  it('a session id that is left out, and a missing time', async () => {
    const event = {
      ...song,
      timestamp: undefined,
      integrations: { 'Actions Amplitude': { session_id: 'x' } },
    };
    const { outcome, notices } = await deliver(event);
    expect(outcome).toBe('delivered');
    expectExplained(notices.find(({ name }) => name === 'session_unreadable')?.text.split(',')[0]);
    expectExplained(notices.find(({ name }) => name === 'time_missing')?.name);
  });

  it('that "All: false" lets an event pass which names the destination', async () => {
    const integrations = { All: false, 'Actions Amplitude': true };
    expect((await deliver({ ...song, integrations })).outcome).toBe('delivered');
  });

  it('that events of one message id and one content count once', async () => {
    const runtime = createRuntime({ settings: { apiKey }, baseUrl: emulator.baseUrl });
    await runtime.deliver([1, 2].map(() => ({ ...song, messageId: 'm-1' })));
    expect(emulator.events).toHaveLength(1);
  });
});
