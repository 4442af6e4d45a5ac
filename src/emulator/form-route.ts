import { badRequest, invalidFormKey, success, type Answer } from './answers';
import type { Endpoint } from './counts';
import type { Journal } from './journal';
import { isJsonObject, readJson, type JsonObject } from './json-object';
import type { Project } from './project';
import { refused, type Call, type Outcome, type Reading, type Route } from './route';

/** A form request whose items are JSON objects, and the project of its key. */
export interface Form {
  items: readonly JsonObject[];
  options: JsonObject;
  project: Project;
  journal?: Journal;
}

interface FormRules {
  endpoint: Endpoint;
  /** The parameter that holds the items: JSON text of an object or an array of them. */
  member: 'identification' | 'mapping';
  /** Why the form is refused, as an answer; undefined lets it pass. */
  refuse(form: Form, call: Call): Answer | undefined;
  ingest(form: Form): Omit<Outcome, 'answer'>;
}

/** A form endpoint: POST or GET, all or nothing, the bare text `success` ("Identify API", "Group Identify API"). */
export function createFormRoute(rules: FormRules): Route {
  return {
    endpoint: rules.endpoint,
    methods: ['POST', 'GET'],
    isPublic: true,
    refusedBytes: (limits) => limits.formBytes + 1,
    async read(call): Promise<Reading> {
      const params = await readParams(call);
      const value = readJson(params.get(rules.member) ?? '');
      const list = Array.isArray(value) ? (value as unknown[]) : [value];
      const objects = list.filter(isJsonObject);
      const rest = [...params].filter(([key]) => key !== 'api_key' && key !== rules.member);
      return {
        items: objects,
        envelope: Object.fromEntries(rest),
        process: (journal) => {
          const key = params.get('api_key') ?? '';
          if (!call.rules.acceptsKey(key)) return refused(invalidFormKey());
          const project = call.organization.project(key);
          if (journal) journal.project = project.number;
          // Without items, or with anything but objects in them, the answer says so ("Identify API, 400").
          if (objects.length === 0 || objects.length < list.length)
            return refused(badRequest('missing_event'));
          const form = { items: objects, options: readOptions(params), project, journal };
          const refusal = rules.refuse(form, call);
          return refusal ? refused(refusal) : { answer: success(), ...rules.ingest(form) };
        },
      };
    },
  };
}

/** `options` is not documented here, and clients send even the text `undefined`: what is no object counts as none. */
function readOptions(params: URLSearchParams): JsonObject {
  const options = readJson(params.get('options') ?? '');
  return isJsonObject(options) ? options : {};
}

/** The parameters of a body of any content type, multipart or url-encoded, else those of the query. */
async function readParams({ query, headers, body }: Call): Promise<URLSearchParams> {
  if (body.length === 0) return query;
  const contentType = headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) return new URLSearchParams(body.toString('utf8'));
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
