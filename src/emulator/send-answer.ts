import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Answer } from './answers';

/** Sends an answer, half of one, or breaks the connection, as the answer says. */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  headers: OutgoingHttpHeaders = {},
): void {
  const { status, contentType } = answer;
  if (status === 0) {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.length, ...headers });
  if (answer.truncated) response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  else response.end(body);
}
