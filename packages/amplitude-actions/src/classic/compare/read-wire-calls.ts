import { isJsonObject, parseJsonObject } from 'segment-actions-amplitude/api';
import type { WireCall } from '../model/wire-call';

/** The objects in the body of one request to Amplitude. */
export function readWireCalls(path: string, body: string): WireCall[] {
  const endpoint = path.split('/').at(-1) ?? path;
  return readObjects(endpoint, body).map((fields) => {
    const { user_properties: properties } = fields;
    return {
      endpoint,
      name: toName(endpoint, fields),
      fields: isJsonObject(properties) ? { ...fields, user_properties: underSet(properties) } : fields,
    };
  });
}

function readObjects(endpoint: string, body: string): Record<string, unknown>[] {
  if (endpoint === 'httpapi' || endpoint === 'batch') {
    const events: unknown = parseJsonObject(body)?.events;
    return Array.isArray(events) ? events.filter(isJsonObject) : [];
  }
  const form = new URLSearchParams(body);
  const parsed: unknown = JSON.parse(form.get('identification') ?? form.get('mapping') ?? '[]');
  return (Array.isArray(parsed) ? parsed : [parsed]).filter(isJsonObject);
}

function toName(endpoint: string, fields: Record<string, unknown>): string {
  if (endpoint === 'identify') return '$identify';
  if (endpoint === 'usermap') return 'usermap';
  const name = endpoint === 'groupidentify' ? fields.group_type : fields.event_type;
  return typeof name === 'string' ? name : '';
}

/** Amplitude reads plain user properties as `$set` (Identify API, "user_properties operations"). */
function underSet(properties: Record<string, unknown>): Record<string, unknown> {
  const isOperations = Object.keys(properties).some((key) => key.startsWith('$'));
  return isOperations ? properties : { $set: properties };
}
