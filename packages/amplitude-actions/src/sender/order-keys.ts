import { isJsonObject } from 'segment-actions-amplitude/api';

/**
 * Events that share one of these keys must reach Amplitude in the order they were read: whatever may become the
 * user_id or the device_id, and the group whose properties a group call sets.
 */
export function toOrderKeys(event: Record<string, unknown>): string[] {
  const keys: string[] = [];
  addKey(keys, 'user', event.userId);
  addKey(keys, 'device', event.anonymousId);
  if (isJsonObject(event.context) && isJsonObject(event.context.device)) {
    addKey(keys, 'device', event.context.device.id);
  }
  if (event.previousId !== undefined) addKey(keys, 'user', event.previousId);
  if (event.groupId !== undefined) addKey(keys, 'group', event.groupId);
  return keys;
}

function addKey(keys: string[], kind: string, id: unknown): void {
  if ((typeof id !== 'string' || id === '') && typeof id !== 'number') return;
  const key = `${kind}:${id}`;
  if (!keys.includes(key)) keys.push(key);
}
