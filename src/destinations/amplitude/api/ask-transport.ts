import { isJsonObject } from '../../../json-object';
import type { Answer, HttpRequest, Transport } from './transport';

const FAILED: Answer = {
  status: 503,
  text: 'The transport of the host failed, so nobody knows whether Amplitude has the request.',
  isLocal: true,
};
const NO_ANSWER_AT_ALL: Answer = {
  status: 503,
  text: 'The transport of the host returned no answer with a status and a text.',
  isLocal: true,
};

/**
 * Sends a request through a transport that may be of the host's own making: one that throws, or returns something else
 * than an answer, costs no event. Its error is not repeated, since those of HTTP clients hold the request and its key.
 */
export async function askTransport(
  transport: Transport,
  request: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  try {
    const answer: unknown = await transport(request, { signal });
    return isAnswer(answer) ? answer : NO_ANSWER_AT_ALL;
  } catch {
    return FAILED;
  }
}

function isAnswer(value: unknown): value is Answer {
  if (!isJsonObject(value)) return false;
  const { status, text } = value;
  return Number.isInteger(status) && typeof text === 'string';
}
