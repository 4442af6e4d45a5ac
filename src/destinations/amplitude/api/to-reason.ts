import { parseAnswer, type ParsedAnswer } from './parse-answer';
import type { Redactor } from './redact';
import type { Answer } from './transport';

const MARKUP = /^\s*[<{["]/;
/** Text with one of these is no sentence: it was binary, or text in another encoding. */
const NO_TEXT = /[\p{Cc}\uFFFD]/u;
const MAX_LENGTH = 200;

/**
 * Amplitude's own reason, redacted, as the end of a sentence; `status 502.` where it gave none.
 *
 * @example toReason({ status: 400, text: '{"error":"Invalid JSON"}' }, redactor) // 'Invalid JSON.'
 */
export function toReason(answer: Answer | ParsedAnswer, redactor: Redactor): string {
  const { text, status, object } = 'object' in answer ? answer : parseAnswer(answer);
  const reason = typeof object.error === 'string' ? object.error : text;
  const plain = reason.replace(/\s+/g, ' ').trim();
  const isReadable = plain !== '' && !NO_TEXT.test(plain) && (reason !== text || !MARKUP.test(text));
  // Redacted before it is cut: the cut could leave half a key, which no spelling of it matches.
  return redactor
    .text(isReadable ? plain : `status ${status}`)
    .slice(0, MAX_LENGTH)
    .replace(/[.:\s]*$/, '.');
}
