import { badRequest, type Answer } from './answers';
import type { Form } from './form-route';
import type { JsonObject } from './json-object';

/** The answer for the first item that is wrong; form endpoints name no index. The journal learns of all of them. */
export function refuseFirst(
  { items, journal }: Form,
  findError: (item: JsonObject) => string | undefined,
  toAnswer: (error: string) => Answer = badRequest,
): Answer | undefined {
  let first: string | undefined;
  items.forEach((item, index) => {
    const reason = findError(item);
    if (reason === undefined) return;
    first ??= reason;
    journal?.problems.push({ index, reason: `${reason}.` });
  });
  return first === undefined ? undefined : toAnswer(first);
}
