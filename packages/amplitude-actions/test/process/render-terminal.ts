/**
 * What a person sees after a program wrote this: as much of a terminal as the command line uses (line ends, back to the
 * start of a line, clearing a line, colours, the cursor's look). Throws for anything else, which no terminal should get.
 */
export function renderTerminal(written: string, columns: number): string[] {
  const lines = [''];
  let column = 0;
  const put = (character: string) => {
    const line = (lines.pop() ?? '').padEnd(column);
    lines.push(`${line.slice(0, column)}${character}${line.slice(column + 1)}`);
    column += 1;
  };
  for (const [token] of written.matchAll(TOKENS)) {
    if (token === '\r') column = 0;
    else if (token === '\n') {
      lines.push('');
      column = 0;
    } else if (token === '\u001b[K') lines.push((lines.pop() ?? '').slice(0, column));
    else if (!IGNORED.test(token)) {
      if (/\p{Cc}/u.test(token)) throw new Error(`A terminal would obey ${JSON.stringify(token)}.`);
      if (column === columns) {
        lines.push('');
        column = 0;
      }
      put(token);
    }
  }
  return lines.map((line) => line.trimEnd());
}

// eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
const TOKENS = /\u001b\[[0-9;?]*[A-Za-z]|[^]/gu;
// eslint-disable-next-line no-control-regex -- as above: colours, and the cursor shown or hidden
const IGNORED = /^\u001b\[(?:[0-9;]*m|\?25[hl])$/;
