import get from 'lodash.get';
import type { SegmentEvent } from '@segment/actions-core';

/**
 * Events that share one of these keys must reach Amplitude in the order they were read: whatever may become the
 * user_id or the device_id, and the group whose properties a group call sets.
 */
export function toOrderKeys(event: SegmentEvent): string[] {
  const keys = [
    ...toKey('user', event.userId),
    ...toKey('device', event.anonymousId),
    ...toKey('device', get(event, 'context.device.id')),
    ...(event.type === 'alias' ? toKey('user', event.previousId) : []),
    ...(event.type === 'group' ? toKey('group', event.groupId) : []),
  ];
  return [...new Set(keys)];
}

function toKey(kind: string, id: unknown): string[] {
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? [`${kind}:${id}`] : [];
}
