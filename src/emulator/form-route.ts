import { badRequest, invalidFormKey, success, type Answer } from './answers';
import type { Endpoint } from './counts';
import { isJsonObject, readJson, type JsonObject } from './json-object';
import { refused, type Call, type Outcome, type Reading, type Route } from './route';

/** A form request whose items are JSON objects. */
export interface Form {
  items: readonly JsonObject[];
  options: JsonObject;
}

interface FormRules {
  endpoint: Endpoint;
  /** The parameter that holds the items: JSON text of an object or an array of them. */
  member: 'identification' | 'mapping';
  /** Why the form is refused, as an answer; undefined lets it pass. */
  refuse(form: Form, call: Call): Answer | undefined;
  ingest(items: readonly JsonObject[], call: Call): Omit<Outcome, 'answer'>;
}

/** A form endpoint: POST or GET, all or nothing, the bare text `success` ("Identify API", "Group Identify API"). */
export function createFormRoute(rules: FormRules): Route {
  const settle = (reading: FormReading, call: Call): Outcome => {
    const refusal = reading.refusal ?? rules.refuse(reading, call);
    return refusal ? refused(refusal) : { answer: success(), ...rules.ingest(reading.items, call) };
  };
  return {
    endpoint: rules.endpoint,
    methods: ['POST', 'GET'],
    refusedBytes: (limits) => limits.formBytes + 1,
    async read(call): Promise<Reading> {
      const reading = await readForm(call, rules.member);
      return { items: reading.items.length, process: () => settle(reading, call) };
    },
  };
}

interface FormReading extends Form {
  /** What is wrong with the form itself. */
  refusal?: Answer;
}

/** Without items, or with anything but objects in them, the answer says `missing_event` ("Identify API, 400"). */
async function readForm(call: Call, member: FormRules['member']): Promise<FormReading> {
  const params = await readParams(call);
  const value = readJson(params.get(member) ?? '');
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  const items = list.filter(isJsonObject);
  const options = readJson(params.get('options') ?? '{}');
  const form = { items, options: isJsonObject(options) ? options : {} };
  if (!call.project.acceptsKey(params.get('api_key') ?? '')) return { ...form, refusal: invalidFormKey() };
  if (items.length === 0 || items.length < list.length)
    return { ...form, refusal: badRequest('missing_event') };
  return isJsonObject(options) ? form : { ...form, refusal: badRequest('options is not a JSON object') };
}

/** The query's parameters, or those of a url-encoded or multipart body. */
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
