import { badRequest, invalidFormKey, type Answer } from './answers';
import { isJsonObject, readJson, type JsonObject } from './json-object';
import type { Call } from './route';

/** A form request: its items (JSON objects once `refusal` is absent), its options, and what is wrong with it. */
export interface Form {
  items: readonly JsonObject[];
  options: JsonObject;
  refusal?: Answer;
}

/**
 * Reads a form endpoint's parameters from the query or from a url-encoded or multipart body ("Identify API").
 * `member` holds JSON text, an object or an array of them; without it, or with anything else in it, the answer
 * says `missing_event`.
 */
export async function readForm(call: Call, member: 'identification' | 'mapping'): Promise<Form> {
  const params = await readParams(call);
  const value = readJson(params.get(member) ?? '');
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  const items = list.filter(isJsonObject);
  const options = params.has('options') ? readJson(params.get('options') ?? '') : {};
  const key = params.get('api_key') ?? '';
  if (!call.project.acceptsKey(key)) return { items, options: {}, refusal: invalidFormKey() };
  if (items.length === 0 || items.length < list.length) {
    return { items, options: {}, refusal: badRequest('missing_event') };
  }
  return isJsonObject(options)
    ? { items, options }
    : { items, options: {}, refusal: badRequest('options is not a JSON object') };
}

async function readParams({ query, headers, body }: Call): Promise<URLSearchParams> {
  const contentType = headers['content-type'] ?? '';
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams(body.toString('utf8'));
  }
  if (!contentType.startsWith('multipart/form-data')) return query;
  const params = new URLSearchParams();
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    form.forEach((value, name) => typeof value === 'string' && params.set(name, value));
  } catch {
    // A broken form has no parameters, and the caller says which one is missing.
  }
  return params;
}
