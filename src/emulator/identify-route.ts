import { isWellFormed } from './apply-operations';
import { tooLarge, tooManyRequests, type Answer } from './answers';
import { createFormRoute, type Form } from './form-route';
import { isForbiddenId, readId } from './ids';
import { ingestIdentifications } from './ingest';
import { isJsonObject, type JsonObject } from './json-object';
import { toMinIdLength } from './min-id-length';
import { refuseFirst } from './refuse-form';
import { refuseItems } from './refuse-items';
import type { Call } from './route';

/** /identify ("Identify API"). One bad item refuses the request, and the answer names none. */
export const identifyRoute = createFormRoute({
  endpoint: 'identify',
  member: 'identification',
  refuse: refuseForm,
  ingest: ({ items, project, journal }) => ingestIdentifications(items, project, journal),
});

function refuseForm(form: Form, call: Call): Answer | undefined {
  const { items, options, project } = form;
  const { limits, clock } = call.rules;
  if (items.length > limits.identifyObjects) return tooLarge();
  const minLength = toMinIdLength(options, limits.minIdLength);
  const refusal = refuseFirst(form, (item) => findError(item, minLength)) ?? refuseItems(items, call);
  if (refusal) return refusal;
  const throttled = project.rates.throttle('identify', items, clock.now());
  return throttled && tooManyRequests(throttled);
}

function findError(item: JsonObject, minLength: number): string | undefined {
  const ids = [readId(item.user_id), readId(item.device_id)].filter((id) => id !== undefined);
  if (ids.length === 0) return 'Request missing required field: user_id or device_id';
  if (ids.some(isForbiddenId)) return 'Invalid user_id or device_id';
  if (ids.some((id) => id.length < minLength)) return 'Invalid id length for user_id or device_id';
  const update = item.user_properties;
  const isRight = update == null || (isJsonObject(update) && isWellFormed(update));
  return isRight ? undefined : 'Invalid user_properties: operations and plain keys cannot be mixed';
}
