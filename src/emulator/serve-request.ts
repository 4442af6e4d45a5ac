import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { NO_ANSWER, WEB_PAGE, answerOf, badRequest, json, tooLarge, type Answer } from './answers';
import type { FaultPlan, RequestFault } from './faults';
import type { Project } from './project';
import { readBody, type Body } from './read-body';
import { refuse, refused, type Outcome, type Reading, type Route } from './route';
import { ROUTES } from './routes';
import { sendAnswer } from './send-answer';

/** What serving needs; the project is the one of the moment, since a reset replaces it. */
export interface Service {
  project(): Project;
  faults(): FaultPlan;
  record(served: Served): void;
  closing: AbortSignal;
}

/** One request that was served, for the log and the counts. */
export interface Served {
  request: IncomingMessage;
  path: string;
  route?: Route;
  body: Body;
  items: number;
  outcome: Outcome;
}

/** Reads, lets faults happen, answers and records one request. Rejects when the connection breaks. */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  service: Service,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const fault = service.faults().next(url.pathname);
  const route = ROUTES.get(url.pathname);
  const body = await readBody(request, route?.refusedBytes(service.project().limits) ?? Infinity);
  if (fault.latencyMs > 0) await sleep(fault.latencyMs, undefined, { signal: service.closing });
  const reading = await readItems(request, url, body, route, service.project());
  const outcome = settle(reading, fault.action);
  service.record({ request, path: url.pathname, route, body, items: reading.items, outcome });
  sendAnswer(response, outcome.answer);
}

function readItems(
  request: IncomingMessage,
  url: URL,
  body: Body,
  route: Route | undefined,
  project: Project,
): Reading | Promise<Reading> {
  if (!route) return refuse(json(404, { code: 404, error: 'Invalid request path' }));
  if (!route.methods.includes(request.method ?? '')) {
    return refuse(json(405, { code: 405, error: `Use ${route.methods.join(' or ')} for ${url.pathname}` }));
  }
  if (body.problem)
    return refuse(body.problem === 'too-large' ? tooLarge() : badRequest('Invalid gzip request body'));
  const { headers } = request;
  return route.read({
    endpoint: route.endpoint,
    query: url.searchParams,
    headers,
    body: body.content,
    project,
  });
}

/** Ingests and answers, unless a fault comes before: nothing of a refused request is ingested. */
function settle(reading: Reading, fault: RequestFault['action']): Outcome {
  if (fault && 'status' in fault) return refused(answerOf(fault.status, fault.body));
  if (fault && 'drop' in fault && fault.drop === 'before-ingestion') return refused(NO_ANSWER);
  const outcome = reading.process();
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
