import {
  DELETION_LIMITS,
  RATES,
  readDeletion,
  toDeletionRequest,
  type Deletion,
} from 'segment-actions-amplitude/api';
import { createTransport } from 'segment-actions-amplitude/runtime';
import type { Settings } from 'segment-actions-amplitude';

export const IDS_PER_REQUEST = DELETION_LIMITS.idsPerRequest;
export const MS_PER_REQUEST = 1000 / RATES.deletions.perSecond;

/** Schedules the deletion of up to 100 users in one request. Never throws for what Amplitude answers. */
export async function deleteUsers(
  ids: readonly string[],
  settings: Settings,
  baseUrl?: string,
): Promise<Deletion> {
  const transport = createTransport();
  try {
    return readDeletion(await transport(toDeletionRequest(ids, settings, baseUrl)), ids, settings);
  } finally {
    await transport.close();
  }
}
