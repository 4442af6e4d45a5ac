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
import type { Journal } from './journal';
import { isJsonObject, readJson, type JsonObject } from './json-object';
import { toMinIdLength } from './min-id-length';
import type { Project } from './project';
import { refuseProblems, refuseSilenced } from './refuse-events';
import { refuse, refused, type Call, type Outcome, type Reading, type Route } from './route';
import { findProblems } from './validate-events';
import type { WireEvent } from './wire-event';

/** POST /2/httpapi ("HTTP V2"). */
export const httpapiRoute: Route = {
  endpoint: 'httpapi',
  methods: ['POST'],
  isPublic: true,
  refusedBytes: (limits) => limits.httpapiBytes,
  read: readUpload,
};

/** POST /batch ("Batch Event Upload"). */
export const batchRoute: Route = {
  endpoint: 'batch',
  methods: ['POST'],
  isPublic: true,
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
  const { api_key: apiKey, events, ...rest } = envelope;
  const { options } = rest;
  if (!Array.isArray(events)) return refuse(missingField('events'));
  if (typeof apiKey !== 'string' || apiKey === '') return refuse(missingField('api_key'), events);
  const upload = { apiKey, events: events as unknown[], options: isJsonObject(options) ? options : {} };
  return { items: upload.events, envelope: rest, process: (journal) => processUpload(upload, call, journal) };
}

function isJsonContent({ headers, rules }: Call): boolean {
  return !rules.limits.jsonContentType || /^application\/json\b/i.test(headers['content-type'] ?? '');
}

function processUpload(upload: Upload, call: Call, journal?: Journal): Outcome {
  const { apiKey, events } = upload;
  if (!call.rules.acceptsKey(apiKey)) return refused(invalidApiKey(apiKey));
  const project = call.organization.project(apiKey);
  if (journal) journal.project = project.number;
  const refusal = refuseUpload(upload, call, project, journal);
  if (refusal) return refused(refusal);
  // The check above let only well-formed events through.
  const result = ingestEvents(events as readonly WireEvent[], project, journal);
  return { answer: uploaded(call.rules.clock.now(), call.body.length, events.length), ...result };
}

function refuseUpload(
  { events, options }: Upload,
  { rules, endpoint }: Call,
  project: Project,
  journal?: Journal,
): Answer | undefined {
  const { limits, clock, silencedDevices, refusalRule } = rules;
  if (events.length > limits.uploadEvents) return tooLarge();
  const problems = findProblems(events, {
    fieldTypes: limits.fieldTypes,
    minIdLength: toMinIdLength(options, limits.minIdLength),
    mayMix: !limits.mixedOperations,
    refuse: refusalRule && ((event) => refusalRule(event, endpoint)),
  });
  if (problems) {
    journal?.problems.push(...problems.reasons);
    return refuseProblems(problems, endpoint);
  }
  const checked = events as readonly WireEvent[];
  const silenced = refuseSilenced(checked, silencedDevices);
  if (silenced) return silenced;
  const throttled = project.rates.throttle(endpoint, checked, clock.now());
  return throttled && tooManyRequests(throttled);
}
