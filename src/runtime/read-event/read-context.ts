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

/**
 * Leaves out what is no object and should be one. The framework's paths go through `false` and 0 and yield them: of
 * `campaign: false` they would make a user property `utm_source: "false"`. The object itself is not changed, and returned
 * when nothing is wrong with it; undefined for a context that is no object.
 */
export function readContext(given: unknown, notices: Notice[]): Record<string, unknown> | undefined {
  if (given === undefined || given === null) return undefined;
  if (!isJsonObject(given)) {
    notices.push(toNotice('context'));
    return undefined;
  }
  let context: Record<string, unknown> = given;
  for (const part of PARTS) {
    if (!isWrong(given[part])) continue;
    if (context === given) context = { ...given };
    delete context[part];
    notices.push(toNotice(`context.${part}`));
  }
  return context;
}

function isWrong(part: unknown): boolean {
  return part !== undefined && part !== null && !isJsonObject(part);
}

function toNotice(path: string): Notice {
  return { name: 'value_dropped', text: `Left ${path} out: it is no object.` };
}
