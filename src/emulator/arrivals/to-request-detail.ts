import type { RequestDetail } from '../page-api';
import type { Served } from '../serve-request';
import { describeFault } from './judge-item';
import { HIDDEN, redact } from './redact';

const SHOWN_CHARACTERS = 4_000;

/** A request as the page shows it: without its key, and without the items, which have rows of their own. */
export function toRequestDetail(served: Served, id: string, at: number): RequestDetail {
  const { request, url, body, outcome, items, fault, ms } = served;
  const { status, contentType, body: answer } = outcome.answer;
  return {
    id,
    at,
    method: request.method ?? '',
    path: url.pathname,
    contentType: request.headers['content-type'] ?? '',
    contentEncoding: request.headers['content-encoding'] ?? '',
    bytesSent: body.bytesSent,
    bytes: body.content.length,
    envelope: { api_key: HIDDEN, ...served.envelope },
    ...(items.length === 0 && { text: redact(body.content.toString('utf8', 0, SHOWN_CHARACTERS)) }),
    status,
    answerType: contentType,
    answer: redact(answer.slice(0, SHOWN_CHARACTERS)),
    ms: Math.round(ms * 10) / 10,
    ...(fault && { fault: describeFault(fault, outcome.ingested + outcome.deduped > 0) }),
    rows: [],
  };
}
