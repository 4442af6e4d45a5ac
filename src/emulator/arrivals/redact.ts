/** What stands in place of a key wherever requests and answers are shown. */
export const HIDDEN = '•••';

const IN_JSON = /("(?:api_key|secret_key|writeKey)"\s*:\s*)"(?:[^"\\]|\\.)*"?/g;
const IN_FORM = /\b((?:api_key|secret_key|writeKey)=)[^&\s"]*/g;
const IN_ANSWER = /(invalid api key: )[^"\s]*/gi;

/** The text without keys: in JSON, in a form or a query, and in Amplitude's own complaint about a key. */
export function redact(text: string): string {
  return text
    .replace(IN_JSON, `$1"${HIDDEN}"`)
    .replace(IN_FORM, `$1${HIDDEN}`)
    .replace(IN_ANSWER, `$1${HIDDEN}`);
}
