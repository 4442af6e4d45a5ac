import { parseFql } from '@segment/destination-subscriptions';

/**
 * Text in double quotes, a comparison, a bracket, a comma, or a word. A backslash takes any character into a word (Segment
 * writes `properties.Order\ ID`), and is a character like others in text.
 */
const TOKEN = /"[^"]*"|[<>!=&|]+|[(),]|(?:\\.|[^\s()<>!=&|,"\\])+|["\\]/gs;
const COMPARISONS: ReadonlySet<string> = new Set([
  '=', '!=', '<', '<=', '>', '>=', 'contains', 'not_contains', 'starts_with', 'not_starts_with', 'ends_with',
  'not_ends_with',
]); // prettier-ignore
const FUNCTIONS: ReadonlySet<string> = new Set(['contains', 'match']);
const JOINS: ReadonlySet<string> = new Set(['and', 'or']);
const TYPES = ['track', 'page', 'screen', 'identify', 'group', 'alias'];

/**
 * What is wrong with a trigger, in words that follow its name; undefined for a good one. The framework's own parser takes
 * much for a trigger that can never hold: of `type =` it makes a comparison with "eos", of `type == "track"` one with "=",
 * and what follows a mistake is left out.
 */
export function triggerFault(subscribe: unknown): string | undefined {
  if (typeof subscribe !== 'string' || subscribe.trim() === '') {
    return 'is empty; it must be a trigger such as type = "track"';
  }
  const fault = new TriggerReader(subscribe.match(TOKEN) ?? []).findFault();
  // The parser's own words are "Cannot read properties of undefined".
  const isUnread = fault === undefined && 'error' in parseFql(subscribe);
  if (fault === undefined && !isUnread) return undefined;
  const reason = fault === undefined ? '' : `: ${fault}`;
  return `cannot be read${reason}: ${subscribe} is no trigger such as type = "track" and event = "Signed Up"`;
}

/** Reads conditions joined by `and` and `or`, and throws the first fault. */
class TriggerReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  findFault(): string | undefined {
    try {
      this.#readJoined();
      if (this.#next !== undefined) fail(`"and" or "or" must stand in front of ${this.#next}`);
      return undefined;
    } catch (fault) {
      if (fault instanceof SyntaxError) return fault.message;
      throw fault;
    }
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string | undefined {
    this.#at += 1;
    return this.#tokens[this.#at - 1];
  }

  #readJoined(): void {
    this.#readCondition();
    while (this.#next !== undefined && JOINS.has(this.#next)) {
      this.#take();
      this.#readCondition();
    }
  }

  #readCondition(): void {
    const before = this.#tokens[this.#at - 1];
    const first = this.#take();
    if (first === '(') {
      this.#readJoined();
      this.#expect(')');
    } else if (first === '!' || this.#next === '(') {
      this.#readFunction(first === '!' ? this.#take() : first);
    } else if (first === undefined || JOINS.has(first) || !isWord(first)) {
      fail(`a condition is missing ${before === undefined ? 'at its start' : `behind ${before}`}`);
    } else this.#readComparison(first);
  }

  #readFunction(name: string | undefined): void {
    if (name === undefined || !FUNCTIONS.has(name)) {
      fail(`${name ?? '"!"'} is none of the functions ${[...FUNCTIONS].join(' and ')}`);
    }
    this.#expect('(');
    this.#take();
    this.#expect(',');
    this.#readValue(name);
    this.#expect(')');
  }

  #readComparison(field: string): void {
    const comparison = this.#take();
    if (comparison === undefined) fail(`nothing follows ${field}`);
    if (comparison === '==') fail('one "=" compares, not two');
    if (!COMPARISONS.has(comparison)) fail(`${comparison} compares nothing`);
    const value = this.#readValue(comparison);
    const isType = field === 'type' && comparison === '=';
    if (isType && !TYPES.includes(value.replaceAll('"', ''))) {
      fail(`${value} is no type of an event, which are ${TYPES.join(', ')}`);
    }
  }

  #readValue(before: string): string {
    const value = this.#take();
    if (value === undefined || JOINS.has(value)) fail(`a value is missing behind ${before}`);
    if (/^['‘’“”`]/.test(value)) fail(`text stands between double quotes, not ${value.slice(0, 1)}`);
    if (!isWord(value) && !/^".*"$/s.test(value)) fail(`${value} is no value`);
    return value;
  }

  #expect(token: string): void {
    const found = this.#take();
    if (found !== token)
      fail(`${token} is missing${found === undefined ? ' at its end' : ` before ${found}`}`);
  }
}

function isWord(token: string): boolean {
  return /^[^()<>!=&|,"]/.test(token);
}

function fail(fault: string): never {
  throw new SyntaxError(fault);
}
