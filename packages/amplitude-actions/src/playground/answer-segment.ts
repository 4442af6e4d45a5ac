import type { ServerResponse } from 'node:http';

/** Pages of any origin may send: a write key is no secret, and nothing can be read with it. */
export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After',
};

/** Answers JSON in the form that Segment's libraries read. */
export function answerSegment(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { ...CORS, 'content-type': 'application/json' }).end(JSON.stringify(body));
  return true;
}
