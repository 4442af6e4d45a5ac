import Table from 'cli-table3';
import pc from 'picocolors';
import type { AmplitudeEmulator, User } from '../../src/emulator';
import { toShortId } from './describe-segment-event';

/** What the emulator holds at the end: events by type with their revenue, users, groups, aliases. */
export function describeHoldings(emulator: AmplitudeEmulator): string {
  const { events, users, groups, aliases } = emulator;
  const revenue = [...users].reduce((sum, user) => sum + user.revenue, 0);
  return [
    pc.bold(`Amplitude now holds: events ${events.length} · users ${users.size} · revenue ${round(revenue)}`),
    table(['Event type', 'Events', 'Revenue'], [44, 9, 12], byType(emulator)),
    table(['User', 'Events', 'Revenue', 'Properties'], [26, 9, 12, 68], [...users].map(toUserRow)),
    table(
      ['Group', 'Properties'],
      [44, 72],
      [...groups].map((group) => [`${group.group_type}: ${group.group_value}`, toText(group.properties)]),
    ),
    table(['User ID', 'is known as'], [26, 26], [...aliases]),
  ].join('\n');
}

function table(head: string[], colWidths: number[], rows: string[][]): string {
  const drawn = new Table({
    head: head.map((title) => pc.bold(title)),
    colWidths,
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows);
  return drawn.toString();
}

function byType({ events }: AmplitudeEmulator): string[][] {
  const types = new Map<string, { count: number; revenue: number }>();
  for (const { event_type, revenue } of events) {
    const sum = types.get(event_type) ?? { count: 0, revenue: 0 };
    sum.count += 1;
    sum.revenue += typeof revenue === 'number' ? revenue : 0;
    types.set(event_type, sum);
  }
  return [...types]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([type, { count, revenue }]) => [type, String(count), money(revenue)]);
}

function toUserRow({ user_id, device_ids, events, revenue, properties }: User): string[] {
  const [device] = device_ids;
  const id = user_id === undefined ? `device ${toShortId(device)}` : toShortId(user_id);
  return [id, String(events), money(revenue), toText(properties)];
}

function toText(properties: Record<string, unknown>): string {
  return Object.entries(properties)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

const round = (amount: number) => String(Number(amount.toFixed(2)));
const money = (amount: number) => (amount === 0 ? '' : pc.green(round(amount)));
