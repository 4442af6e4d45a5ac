import { isJsonObject } from 'segment-actions-amplitude/api';
import type { JsonObject } from 'segment-actions-amplitude/emulator';

/** The objects in the body of a request: those of an upload, or of a form. */
export function toItems(sent: unknown): JsonObject[] {
  if (Array.isArray(sent)) return sent.flatMap(toItems);
  if (!isJsonObject(sent)) return [];
  for (const member of ['events', 'identification', 'mapping']) {
    if (sent[member] !== undefined) return toItems(sent[member]);
  }
  return [sent];
}
