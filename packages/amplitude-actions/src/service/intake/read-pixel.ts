import { isCallType, type CallType } from './find-problem';
import { readBody } from './read-body';
import { Refusal } from './refusal';

/** A transparent GIF of one pixel: the answer of `GET /v1/pixel/<type>`, whatever the event was. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The event of a pixel's query: JSON, or JSON in Base64. Throws a Refusal. */
export function readPixel(data: string): Promise<Record<string, unknown>> {
  const text = data.trimStart().startsWith('{') ? data : Buffer.from(data, 'base64').toString('utf8');
  return readBody(Buffer.from(text));
}

/** The type that a pixel's path names. Throws a Refusal. */
export function toPixelType(type: string): CallType {
  if (!isCallType(type)) throw new Refusal(404, 'not_found', `There is no pixel for "${type}".`);
  return type;
}
