import { createRequestClient } from '@segment/actions-core';
import {
  isJsonObject,
  toDeletionRequest,
  toFrameworkTransport,
  toReason,
  toRedactor,
} from 'segment-actions-amplitude/api';
import type { Settings } from 'segment-actions-amplitude';

/** "User Privacy API": 100 ids a request, one request a second. */
export const IDS_PER_REQUEST = 100;
export const MS_PER_REQUEST = 1_000;

export interface DeletionAnswer {
  status: number;
  /** Ids that Amplitude does not know. */
  unknown: string[];
  /** Amplitude's reason where it refused; empty when it scheduled the deletion. */
  reason: string;
}

/** Schedules the deletion of up to 100 users in one request. Never throws. */
export async function deleteUsers(
  ids: readonly string[],
  settings: Settings,
  baseUrl?: string,
): Promise<DeletionAnswer> {
  const transport = toFrameworkTransport(createRequestClient());
  const answer = await transport(toDeletionRequest(ids, settings, baseUrl));
  const { status, text } = answer;
  if (status !== 200) return { status, unknown: [], reason: toReason(answer, toRedactor(settings)) };
  return { status, unknown: toUnknown(text, ids), reason: '' };
}

/** Jobs list the ids they could not find; where none was found there is no job but a sentence (seen on the wire). */
function toUnknown(text: string, ids: readonly string[]): string[] {
  const answer = parse(text);
  if (!Array.isArray(answer)) return /nothing scheduled/i.test(text) ? [...ids] : [];
  return answer.flatMap((job) =>
    isJsonObject(job) && Array.isArray(job.invalid_ids) ? job.invalid_ids.map(String) : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
