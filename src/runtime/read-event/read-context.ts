import type { Notice } from '../../destinations/amplitude/notice';
import { isJsonObject } from '../../json-object';

/** Parts of a context that the Segment Spec makes objects of. `locale` and the like are texts. */
const PARTS = [
  'app',
  'campaign',
  'device',
  'library',
  'location',
  'network',
  'os',
  'page',
  'userAgentData',
  'traits',
] as const;

interface ReadContext {
  /** The context as given when nothing is wrong with it; undefined for one that is no object. */
  context: unknown;
  notices: Notice[];
}

/**
 * Leaves out what is no object and should be one. The framework's paths go through `false` and 0 and yield them: of
 * `campaign: false` they would make a user property `utm_source: "false"`. The object itself is not changed.
 */
export function readContext(given: unknown): ReadContext {
  if (given === undefined || given === null) return { context: undefined, notices: [] };
  if (!isJsonObject(given)) return { context: undefined, notices: [toNotice('context')] };
  const wrong = PARTS.filter((part) => isWrong(given[part]));
  if (wrong.length === 0) return { context: given, notices: [] };
  const context = { ...given };
  for (const part of wrong) delete context[part];
  return { context, notices: wrong.map((part) => toNotice(`context.${part}`)) };
}

function isWrong(part: unknown): boolean {
  return part !== undefined && part !== null && !isJsonObject(part);
}

function toNotice(path: string): Notice {
  return { name: 'value_dropped', text: `Left ${path} out: it is no object.` };
}
