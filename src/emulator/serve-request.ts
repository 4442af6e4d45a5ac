import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { NO_ANSWER, WEB_PAGE, answerOf, badRequest, json, tooLarge, type Answer } from './answers';
import { CORS_HEADERS, toPreflightHeaders } from './cors';
import type { FaultPlan, RequestFault } from './faults';
import type { Journal } from './journal';
import { TooDeepError, type JsonObject } from './json-object';
import type { Organization } from './organization';
import { readBody, type Body } from './read-body';
import { refuse, refused, type Outcome, type Reading, type Route } from './route';
import { findRoute } from './routes';
import { sendAnswer } from './send-answer';

/** What serving needs; it is asked at each request, since a reset replaces it. */
export interface Service {
  organization(): Organization;
  faults(): FaultPlan;
  /** Takes notes of one request, where somebody will read them. */
  openJournal(): Journal | undefined;
  record(served: Served): void;
  closing: AbortSignal;
}

/** One request that was served, for the log and the counts. */
export interface Served {
  request: IncomingMessage;
  url: URL;
  route?: Route;
  body: Body;
  items: readonly unknown[];
  envelope?: JsonObject;
  outcome: Outcome;
  journal?: Journal;
  fault?: RequestFault['action'];
  /** From the first byte to the answer, on the machine's own clock. */
  ms: number;
}

/** Reads, lets faults happen, answers and records one request. Rejects when the connection breaks. */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  service: Service,
): Promise<void> {
  const startedAt = performance.now();
  const route = findRoute(url.pathname);
  if (route?.isPublic && request.method === 'OPTIONS') {
    response.writeHead(204, toPreflightHeaders(request)).end();
    return;
  }
  const fault = service.faults().next(url.pathname);
  const { rules } = service.organization();
  const body = await readBody(request, route?.refusedBytes(rules.limits) ?? 0);
  if (fault.latencyMs > 0) await sleep(fault.latencyMs, undefined, { signal: service.closing });
  const organization = service.organization();
  organization.runDueDeletions();
  const reading = await readItems(request, url, body, route, organization).catch(refuseTooDeep);
  const journal = service.openJournal();
  const outcome = settle(reading, fault.action, journal);
  const ms = performance.now() - startedAt;
  const { items, envelope } = reading;
  service.record({ request, url, route, body, items, envelope, outcome, journal, fault: fault.action, ms });
  sendAnswer(response, outcome.answer, route?.isPublic ? CORS_HEADERS : {});
}

async function readItems(
  request: IncomingMessage,
  url: URL,
  body: Body,
  route: Route | undefined,
  organization: Organization,
): Promise<Reading> {
  const { rules } = organization;
  const { headers, method = '' } = request;
  if (!route) return refuse(json(404, { code: 404, error: 'Invalid request path' }));
  if ((request.url ?? '').length > rules.limits.urlCharacters) return refuse(answerOf(414));
  if (!route.methods.includes(method)) {
    return refuse(json(405, { code: 405, error: `Use ${route.methods.join(' or ')} for ${url.pathname}` }));
  }
  if (body.problem)
    return refuse(body.problem === 'too-large' ? tooLarge() : badRequest('Invalid gzip request body'));
  return route.read({
    endpoint: route.endpoint,
    method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: body.content,
    organization,
    rules,
  });
}

function refuseTooDeep(error: unknown): Reading {
  if (error instanceof TooDeepError) return refuse(badRequest(error.message));
  throw error;
}

/** Ingests and answers, unless a fault comes before: nothing of a refused request is ingested. */
function settle(reading: Reading, fault: RequestFault['action'], journal?: Journal): Outcome {
  if (fault && 'status' in fault) return refused(answerOf(fault.status, fault.body));
  if (fault && 'drop' in fault && fault.drop === 'before-ingestion') return refused(NO_ANSWER);
  const outcome = reading.process(journal);
  return fault ? { ...outcome, answer: spoil(outcome.answer, fault) } : outcome;
}

/** What a fault leaves of the answer of a request that was processed. */
function spoil(
  answer: Answer,
  fault: Exclude<NonNullable<RequestFault['action']>, { status: number }>,
): Answer {
  if ('drop' in fault) return NO_ANSWER;
  if ('statusAfterIngestion' in fault) return answerOf(fault.statusAfterIngestion, fault.body);
  return fault.answer === 'not-json' ? WEB_PAGE : { ...answer, truncated: true };
}
