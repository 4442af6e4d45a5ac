import pc from 'picocolors';
import get from 'lodash.get';

const SHOWN_ID_LENGTH = 14;

/** A Segment event in two lines: what it is, and where it comes from. */
export function describeSegmentEvent(event: Record<string, unknown>): string {
  const type = text(event, 'type') ?? 'no type';
  return [`${pc.bold(type)} ${toSubject(type, event)}`, pc.dim(toOrigin(event))].join('\n');
}

function toSubject(type: string, event: Record<string, unknown>): string {
  if (type === 'identify') return pc.dim(Object.keys(Object(event.traits) as object).join(', '));
  if (type === 'group') return toShortId(event.groupId);
  if (type === 'alias') return `${toShortId(event.previousId)} → ${toShortId(event.userId)}`;
  return text(event, 'event') ?? text(event, 'name') ?? pc.dim('without a name');
}

function toOrigin(event: Record<string, unknown>): string {
  const userId = text(event, 'userId');
  const deviceId = text(event, 'context.device.id') ?? text(event, 'anonymousId');
  const who = userId === undefined ? `anonymous ${toShortId(deviceId)}` : `user ${toShortId(userId)}`;
  return `${toPlatform(event)} · ${who}`;
}

function toPlatform(event: Record<string, unknown>): string {
  const library = text(event, 'context.library.name');
  const os = text(event, 'context.os.name');
  if (library === 'analytics.js') return 'web';
  return os ?? 'server';
}

/** Cut in the middle of the line rather than wrapped: nobody compares ids to their end. */
export function toShortId(id: unknown): string {
  if (typeof id !== 'string' && typeof id !== 'number') return 'without an id';
  const whole = String(id);
  return whole.length > SHOWN_ID_LENGTH ? `${whole.slice(0, SHOWN_ID_LENGTH - 1)}…` : whole;
}

function text(event: Record<string, unknown>, at: string): string | undefined {
  const value: unknown = get(event, at);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
