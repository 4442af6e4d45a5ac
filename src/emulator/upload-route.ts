import {
  badRequest,
  invalidApiKey,
  missingField,
  tooLarge,
  tooManyRequests,
  uploaded,
  type Answer,
} from './answers';
import { ingestEvents } from './ingest';
import { isJsonObject, readJson, type JsonObject } from './json-object';
import { toMinIdLength } from './min-id-length';
import { refuseProblems, refuseSilenced } from './refuse-events';
import { refuse, refused, type Call, type Outcome, type Reading, type Route } from './route';
import { findProblems } from './validate-events';
import type { WireEvent } from './wire-event';

/** POST /2/httpapi ("HTTP V2"). */
export const httpapiRoute: Route = {
  endpoint: 'httpapi',
  methods: ['POST'],
  refusedBytes: (limits) => limits.httpapiBytes,
  read: readUpload,
};

/** POST /batch ("Batch Event Upload"). */
export const batchRoute: Route = {
  endpoint: 'batch',
  methods: ['POST'],
  refusedBytes: (limits) => limits.batchBytes,
  read: readUpload,
};

interface Upload {
  apiKey: string;
  events: readonly unknown[];
  options: JsonObject;
}

function readUpload(call: Call): Reading {
  if (call.body.length === 0) return refuse(badRequest('Missing request body'));
  const envelope = isJsonContent(call) ? readJson(call.body.toString('utf8')) : undefined;
  if (!isJsonObject(envelope)) return refuse(badRequest('Invalid JSON request body'));
  const { api_key: apiKey, events, options } = envelope;
  if (!Array.isArray(events)) return refuse(missingField('events'));
  if (typeof apiKey !== 'string' || apiKey === '') return refuse(missingField('api_key'), events.length);
  const upload = { apiKey, events: events as unknown[], options: isJsonObject(options) ? options : {} };
  return { items: events.length, process: () => processUpload(upload, call) };
}

function isJsonContent({ headers, project }: Call): boolean {
  return !project.limits.jsonContentType || /^application\/json\b/i.test(headers['content-type'] ?? '');
}

function processUpload(upload: Upload, call: Call): Outcome {
  const { project } = call;
  const refusal = refuseUpload(upload, call);
  if (refusal) return refused(refusal);
  // The check above let only well-formed events through.
  const result = ingestEvents(upload.events as readonly WireEvent[], project);
  const answer = uploaded(project.clock.now(), call.body.length, upload.events.length);
  return { answer, ...result };
}

function refuseUpload({ apiKey, events, options }: Upload, { project, endpoint }: Call): Answer | undefined {
  const { limits, rates, clock, silencedDevices, refusalRule } = project;
  if (!project.acceptsKey(apiKey)) return invalidApiKey(apiKey);
  if (events.length > limits.uploadEvents) return tooLarge();
  const problems = findProblems(events, {
    fieldTypes: limits.fieldTypes,
    minIdLength: toMinIdLength(options, limits.minIdLength),
    refuse: refusalRule && ((event) => refusalRule(event, endpoint)),
  });
  if (problems) return refuseProblems(problems, endpoint);
  const checked = events as readonly WireEvent[];
  const silenced = refuseSilenced(checked, silencedDevices);
  if (silenced) return silenced;
  const throttled = rates.throttle(endpoint, checked, clock.now());
  return throttled && tooManyRequests(throttled);
}
