import type { JSONLikeObject } from '@segment/actions-core';
import { isJsonObject } from '../../../json-object';
import type { Answer } from './transport';

/** An answer as it came, and what its text is as JSON. */
export interface ParsedAnswer extends Answer {
  /** Undefined for what is no JSON. */
  json: unknown;
  /** The JSON if it is an object, else an empty one. */
  object: JSONLikeObject;
}

/** Reads an answer's text. Never throws: proxies answer with whatever they like. */
export function parseAnswer(answer: Answer): ParsedAnswer {
  const json = parseJson(answer.text);
  return { ...answer, json, object: isJsonObject(json) ? json : {} };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
