import { findNodeAtLocation, parse, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';

export interface JsonProblem {
  /** From 1. */
  line: number;
  message: string;
}

export interface ReadJson {
  value?: unknown;
  problem?: JsonProblem;
}

const SENTENCES: Record<string, string> = {
  InvalidSymbol: 'This is no JSON value: text needs double quotes.',
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected after the key.',
  CommaExpected: 'A comma is expected before this.',
  CloseBraceExpected: 'The closing brace } is missing.',
  CloseBracketExpected: 'The closing bracket ] is missing.',
  EndOfFileExpected: 'Nothing may follow the end of the event.',
  UnexpectedEndOfString: 'The closing quote is missing.',
  InvalidCommentToken: 'JSON has no comments.',
};

/** Reads JSON, and says in which line it breaks. */
export function readJson(text: string): ReadJson {
  const errors: ParseError[] = [];
  const value = parse(text, errors, { disallowComments: true, allowTrailingComma: false }) as unknown;
  const [first] = errors;
  if (!first) return { value };
  const code = printParseErrorCode(first.error);
  return { problem: { line: lineAt(text, first.offset), message: SENTENCES[code] ?? code } };
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The line where a path such as `properties.products[0].price` stands, from 1. */
export function lineOfPath(text: string, path: string): number | undefined {
  const tree = parseTree(text);
  const parts = path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '' && part !== '$')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const node = tree && findNodeAtLocation(tree, parts);
  return node && lineAt(text, node.offset);
}
