import pc from 'picocolors';
import type { WireEvent } from '../../src/emulator';
import { toShortId } from './describe-segment-event';
import type { Sent } from './observed-request';

type Properties = Record<string, unknown>;

/** What one object says to Amplitude: its name in bold, below it who, how much and what of the user changes. */
export function describeSent(sent: Sent): string {
  switch (sent.kind) {
    case 'event':
      return lines(toTitle(sent.object), toFacts(sent.object), toChanges(sent.object.user_properties));
    case 'identification':
      return lines(`user ${toShortId(toId(sent.object))}`, [], toChanges(sent.object.user_properties));
    case 'group':
      return lines(
        `${sent.object.group_type}: ${sent.object.group_value}`,
        [],
        toChanges(sent.object.group_properties),
      );
    case 'mapping':
      return lines(`${sent.object.user_id} → ${sent.object.global_user_id ?? 'nobody'}`, [], []);
  }
}

function lines(title: string, facts: string[], changes: string[]): string {
  const more = [facts.join(' · '), ...changes].filter((line) => line !== '');
  return [pc.bold(title), ...more.map((line) => pc.dim(line))].join('\n');
}

const toId = ({ user_id, device_id }: Properties) => user_id ?? device_id;

function toTitle({ event_type, event_properties }: WireEvent): string {
  const product = event_properties?.name;
  return event_type === 'Product Purchased' && typeof product === 'string'
    ? `${event_type}: ${product}`
    : event_type;
}

/** The keys that tell the mapping at work: money, who where there is no user, platform and session. */
function toFacts({
  user_id,
  device_id,
  platform,
  os_name,
  os_version,
  session_id,
  ...event
}: Properties): string[] {
  const { revenue, currency, price, quantity } = event;
  const facts = [
    revenue !== undefined && pc.green(['revenue', revenue, currency].filter(Boolean).join(' ')),
    typeof price === 'number' && typeof quantity === 'number' && `${price} × ${quantity}`,
    user_id === undefined && `device ${toShortId(device_id)}`,
    platform,
    os_name !== undefined && [os_name, os_version].filter(Boolean).join(' '),
    session_id === -1 && 'no session',
  ];
  return facts.filter((fact): fact is string => typeof fact === 'string');
}

const SHOWN_KEYS = 3;

/** `$set: plan, email` and so on. A number is shown, since `$add` is all about it. */
function toChanges(properties: unknown): string[] {
  const entries = Object.entries((properties ?? {}) as Properties);
  const operations = entries.filter(([key]) => key.startsWith('$'));
  const plain = entries.filter(([key]) => !key.startsWith('$'));
  const changes = operations.map(([operation, values]) => `${operation}: ${toList(values as Properties)}`);
  return plain.length === 0 ? changes : [...changes, `properties: ${toList(Object.fromEntries(plain))}`];
}

function toList(values: Properties): string {
  const keys = Object.entries(values).map(([key, value]) =>
    typeof value === 'number' ? `${key} ${value}` : key,
  );
  const more = keys.length > SHOWN_KEYS ? ` +${keys.length - SHOWN_KEYS}` : '';
  return keys.slice(0, SHOWN_KEYS).join(', ') + more;
}
