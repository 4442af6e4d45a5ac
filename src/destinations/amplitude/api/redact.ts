import type { JSONLikeObject } from '@segment/actions-core';
import { parseJsonObject } from '../../../json-object';
import type { Settings } from '../settings';

const REDACTED = '<redacted>';
/** Amplitude repeats the key it refuses: "Invalid API key: 0123…" (HTTP V2, 400). An escaped quote does not end it. */
const KEY_IN_ERROR = /(invalid api[ _]key)(?:\\.|[^"}\\])*/gi;
const MAX_BODY_LENGTH = 16_384;

export interface Redactor {
  /** Text without any form of the keys. */
  text(text: string): string;
  /** Amplitude's answer without the keys: JSON parsed, the rest as text, the very long cut short. */
  body(text: string): JSONLikeObject | string;
}

/** Takes the keys, in every form in which a server could repeat them, out of what the host gets to see. */
export function toRedactor({ apiKey, secretKey }: Settings): Redactor {
  const secrets = [apiKey, secretKey].filter((secret) => typeof secret === 'string' && secret !== '');
  const basic = Buffer.from(`${apiKey}:${secretKey}`).toString('base64');
  const forms = new Set([basic, ...secrets.flatMap(toForms)]);
  const text = (dirty: string) => {
    let clean = dirty;
    for (const form of forms) clean = clean.replaceAll(form, REDACTED);
    return clean.replace(KEY_IN_ERROR, '$1');
  };
  return { text, body: (dirty) => toBody(text(dirty)) };
}

/** As text, in a URL and inside a JSON string. */
function toForms(secret: string): string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

function toBody(clean: string): JSONLikeObject | string {
  const parsed = parseJsonObject(clean);
  if (parsed === undefined) return clean.slice(0, MAX_BODY_LENGTH);
  if (clean.length <= MAX_BODY_LENGTH) return parsed;
  return { code: parsed.code, error: parsed.error };
}
