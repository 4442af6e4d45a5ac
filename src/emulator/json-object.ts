export { isJsonObject } from '../json-object';

/** A JSON object of unknown members, as it came over the wire. */
export interface JsonObject {
  [key: string]: unknown;
}

/** The value a JSON text holds, or undefined when the text is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
