import type { AmplitudeEmulator, WireEvent } from 'segment-actions-amplitude/emulator';
import {
  createRuntime,
  type EventAnswer,
  type Runtime,
  type SubscriptionDelivery,
} from 'segment-actions-amplitude/runtime';
import type { ActivityRow, SentEvent } from './activity-row';
import { toTouches, type Touch } from './touches';

const KEY = 'Actions Amplitude';

/** What the page sent, and beside each event what became of it in Amplitude. */
export class Activity {
  /** As analytics.js sent them, in order of arrival. */
  readonly sent: SentEvent[] = [];
  /** One row for each of them, in the same order. */
  readonly rows: ActivityRow[] = [];
  readonly #amplitude: AmplitudeEmulator;
  readonly #runtime: Runtime;

  /** `amplitude` gets the events. */
  constructor(amplitude: AmplitudeEmulator) {
    this.#amplitude = amplitude;
    this.#runtime = createRuntime({ settings: { apiKey: 'any' }, baseUrl: amplitude.baseUrl });
  }

  /** First and last touch of whoever sent the last event, as Amplitude has them. */
  get touches(): Touch[] {
    const { userId, anonymousId = '' } = this.sent.at(-1) ?? {};
    return toTouches(this.#amplitude.users.get(userId ?? anonymousId)?.properties ?? {});
  }

  async deliver(event: SentEvent): Promise<void> {
    const row = toRow(event);
    this.sent.push(event);
    this.rows.push(row);
    const [answer] = await this.#runtime.deliver([event]);
    const ids = answer?.deliveries.flatMap(toInsertIds) ?? [];
    const received = this.#amplitude.events.find(({ insert_id: id }) => ids.includes(id));
    if (received) row.received = toReceived(received);
    else row.reason = answer && toReason(answer);
  }
}

function toRow({ messageId = '', type = '', event, name, timestamp, integrations }: SentEvent): ActivityRow {
  const options = integrations?.[KEY];
  return {
    id: messageId,
    time: Date.parse(timestamp ?? ''),
    name: event ?? (name ? `${type}: ${name}` : type),
    sessionId: typeof options === 'object' ? options.session_id : undefined,
  };
}

function toInsertIds({ sent }: SubscriptionDelivery): unknown[] {
  const { events = [] } = (sent ?? {}) as { events?: { insert_id?: unknown }[] };
  return events.map(({ insert_id: id }) => id);
}

const toReceived = ({ event_type: name, session_id: id }: WireEvent) => ({
  name: String(name),
  sessionId: id === undefined ? undefined : Number(id),
});

/** Why Amplitude has no event of it. */
function toReason({ outcome, reason }: EventAnswer): string {
  if (outcome === 'opted-out') return 'Opted out: it never leaves for Amplitude.';
  return outcome === 'delivered' ? 'No event: it sets properties of the user.' : (reason ?? outcome);
}
