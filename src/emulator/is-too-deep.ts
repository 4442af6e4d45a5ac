/** Thousands of levels exhaust the stack of whoever goes through them; Amplitude keeps 40 ("HTTP V2", limits). */
const MOST_LEVELS = 1_000;

const QUOTE = 34;
const BACKSLASH = 92;
const [OPENING_LIST, OPENING_OBJECT, CLOSING_LIST, CLOSING_OBJECT] = [91, 123, 93, 125];

/** Whether a JSON text opens more than 1,000 levels; told from its brackets, before anything is built of it. */
export function isTooDeep(text: string): boolean {
  // Each level takes two characters at least, and long texts without any nesting are the rule.
  if (text.length <= 2 * MOST_LEVELS) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPENING_OBJECT || code === OPENING_LIST) depth += 1;
    else if (code === CLOSING_OBJECT || code === CLOSING_LIST) depth -= 1;
    if (depth > MOST_LEVELS) return true;
  }
  return false;
}

/** Where the string that begins here ends: at a quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
