import { badRequest, forbidden, type Answer } from './answers';
import type { JsonObject } from './json-object';
import type { Call } from './route';

/** The host's own refusal of a form's items; the form endpoints name no index, whatever the reason. */
export function refuseItems(items: readonly JsonObject[], { rules, endpoint }: Call): Answer | undefined {
  const refusals = items.map((item) => rules.refusalRule?.(item, endpoint));
  if (refusals.some((refusal) => refusal?.kind === 'forbidden')) return forbidden();
  return refusals.some(Boolean) ? badRequest('Invalid field values on some events') : undefined;
}
