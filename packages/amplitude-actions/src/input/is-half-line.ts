import { JSONParser } from '@streamparser/json';

/** Whether the text is the beginning of a JSON object and could become one if more were written behind it. */
export function isHalfLine(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  // The parser looks at a number when it ends.
  return isBeginning(text) && (!/\d$/.test(text) || isBeginning(`${text} `));
}

function isBeginning(text: string): boolean {
  let isBroken = false;
  const parser = new JSONParser();
  parser.onError = () => (isBroken = true);
  parser.onValue = () => undefined;
  parser.write(text);
  return !isBroken && !parser.isEnded;
}
