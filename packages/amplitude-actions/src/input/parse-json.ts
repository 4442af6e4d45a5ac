const LONG_NUMBER = /\d{16}/;
/** A string, or a number outside of strings. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const WHOLE = /^-?\d{16,}$/;
const NAME_OF_AN_ID = /^"(?:|.*_)ids?"$|I[dD]s?"$/;

/**
 * `JSON.parse`, but a numeric id that a double cannot hold becomes text: 9007199254740993 would be read as …992, which
 * is somebody else. Throws a `SyntaxError`.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(LONG_NUMBER.test(text) ? quoteLongIds(text) : text);
}

function quoteLongIds(text: string): string {
  let name = '';
  return text.replace(TOKENS, (token) => {
    if (token.startsWith('"')) {
      name = token;
      return token;
    }
    const isLong = WHOLE.test(token) && !Number.isSafeInteger(Number(token));
    return isLong && NAME_OF_AN_ID.test(name) ? `"${token}"` : token;
  });
}
