import { actions } from '../src/destinations/amplitude/actions';
import type { Mapped } from '../src/destinations/amplitude/api/deliver-payloads';
import { hostilePayloads, type HostilePayload } from '../test/hostile-payloads';
import { wallMs } from './measure';

const SLOWEST = 5;
const ORDINARY_ROUNDS = 2000;
const ORDINARY: HostilePayload = {
  action: 'logEventV2',
  title: 'an ordinary event',
  make: () => ({
    user_id: 'user-12345',
    event_type: 'Song Played',
    message_id: 'message-1',
    time: '2026-03-01T12:00:00.000Z',
    event_properties: { title: 'Blue in Green', seconds: 337 },
  }),
};

/** (g) Payloads made to break or to stop the mapping: the slowest of them, beside an ordinary event. */
export async function* hostile(): AsyncGenerator<string> {
  const ordinary = await wallMs(() => {
    for (let round = 0; round < ORDINARY_ROUNDS; round += 1) tryToMap(ORDINARY.action, ORDINARY.make());
  });
  const costs: { title: string; ms: number }[] = [];
  for (const { action, title, make } of hostilePayloads()) {
    const payload = make();
    costs.push({ title: `${action}: ${title}`, ms: await wallMs(() => tryToMap(action, payload)) });
  }
  const each = ordinary / ORDINARY_ROUNDS;
  const total = costs.reduce((sum, { ms }) => sum + ms, 0);
  yield `${costs.length} hostile payloads are mapped in ${(total / 1000).toFixed(1)} s, an ordinary one in ${(each * 1000).toFixed(1)} µs`;
  const slowest = costs.sort((one, other) => other.ms - one.ms).slice(0, SLOWEST);
  for (const { title, ms } of slowest) yield `${ms.toFixed(0)} ms: ${title}`;
}

function tryToMap(action: HostilePayload['action'], payload: unknown): void {
  const toItems = actions[action].toItems as (payload: unknown) => Mapped;
  try {
    toItems(payload);
  } catch {
    // Refused, which is an answer too.
  }
}
