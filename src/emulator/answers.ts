import { STATUS_CODES } from 'node:http';
import type { JsonObject } from './json-object';

export interface Answer {
  /** HTTP status; 0 breaks the connection instead of answering. */
  status: number;
  contentType: string;
  body: string;
  /** Half of the body is sent, then the connection breaks. */
  truncated?: true;
}

/** Field to the indexes of the events it is wrong in. */
export type FieldIndexes = Record<string, number[]>;

export const json = (status: number, body: unknown): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

export const text = (status: number, body: string): Answer => ({
  status,
  contentType: 'text/html;charset=utf-8',
  body,
});

/** Identify, groupidentify and (by choice: its body is undocumented) usermap answer the bare text `success`. */
export const success = (): Answer => text(200, 'success');

export const uploaded = (at: number, bytes: number, events: number): Answer =>
  json(200, { code: 200, server_upload_time: at, payload_size_bytes: bytes, events_ingested: events });

/** A documented `error` text of "HTTP V2, 400", with what it names. */
export const badRequest = (error: string, named: JsonObject = {}): Answer =>
  json(400, { code: 400, error, ...named });

export const missingField = (field: string): Answer =>
  badRequest('Request missing required field', { missing_field: field });

/** Holds the key, as Amplitude's own answer does: clients must redact it. */
export const invalidApiKey = (key: string): Answer => badRequest(`Invalid API key: ${key}`);

/** The text seen on the form endpoints for a wrong key ("Identify API, responses"). */
export const invalidFormKey = (): Answer => text(400, 'invalid api_key');

export const unauthorized = (): Answer =>
  json(401, {
    code: 401,
    message: 'HTTP 401: Unauthorized (Invalid API key or secret key)',
    status: 'Unauthorized',
  });

export const forbidden = (): Answer => json(403, { code: 403, error: 'Forbidden' });

export const tooLarge = (): Answer => json(413, { code: 413, error: 'Payload too large' });

/** 429; `named` holds the throttled ids and indexes, and is empty when the answer names nobody. */
export const tooManyRequests = (named: JsonObject = {}): Answer =>
  json(429, { code: 429, error: 'Too many requests for some devices and users', ...named });

export const NO_ANSWER: Answer = { status: 0, contentType: '', body: '' };

/** What a proxy in the way may say for Amplitude. */
export const WEB_PAGE: Answer = text(200, '<html><body><h1>It works!</h1></body></html>');

/** The answer of a status that Amplitude documents no body for, or that a fault asks for. */
export function answerOf(status: number, body?: unknown): Answer {
  if (typeof body === 'string') return text(status, body);
  if (body !== undefined) return json(status, body);
  if (status === 403) return forbidden();
  if (status === 413) return tooLarge();
  if (status === 429) return tooManyRequests();
  return json(status, { code: status, error: STATUS_CODES[status] ?? 'Unknown' });
}
