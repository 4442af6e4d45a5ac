import { isTooDeep } from './is-too-deep';

export { isJsonObject } from '../json-object';

/** A JSON object of unknown members, as it came over the wire. */
export interface JsonObject {
  [key: string]: unknown;
}

/** The JSON is nested deeper than anything that comes after can follow. Its message is what the client is told. */
export class TooDeepError extends Error {
  override readonly name = 'TooDeepError';

  constructor() {
    super('The JSON is nested more than 1,000 levels deep. Amplitude keeps 40: flatten it.');
  }
}

/** The value a JSON text holds, or undefined when the text is not JSON. Throws a TooDeepError. */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) throw new TooDeepError();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
