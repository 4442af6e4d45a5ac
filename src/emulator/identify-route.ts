import { isWellFormed } from './apply-operations';
import { badRequest, success, tooLarge, tooManyRequests, type Answer } from './answers';
import { readForm, type Form } from './form';
import { isForbiddenId, readId } from './ids';
import { ingestIdentifications } from './ingest';
import { isJsonObject, type JsonObject } from './json-object';
import { refuseItems } from './refuse-items';
import { refused, type Call, type Outcome, type Reading, type Route } from './route';
import { toMinIdLength } from './upload-route';

/** POST or GET /identify ("Identify API"). One bad item refuses the request, and the answer names none. */
export const identifyRoute: Route = {
  endpoint: 'identify',
  methods: ['POST', 'GET'],
  refusedBytes: (limits) => limits.formBytes + 1,
  async read(call): Promise<Reading> {
    const form = await readForm(call, 'identification');
    return { items: form.items.length, process: () => process(form, call) };
  },
};

function process(form: Form, call: Call): Outcome {
  const refusal = form.refusal ?? refuseForm(form, call);
  if (refusal) return refused(refusal);
  return { answer: success(), ...ingestIdentifications(form.items, call.project) };
}

function refuseForm({ items, options }: Form, call: Call): Answer | undefined {
  const { limits, rates, clock } = call.project;
  if (items.length > limits.identifyObjects) return tooLarge();
  const minLength = toMinIdLength(options, limits.minIdLength);
  for (const item of items) {
    const error = findError(item, minLength);
    if (error) return badRequest(error);
  }
  const refusal = refuseItems(items, call);
  if (refusal) return refusal;
  const throttled = rates.throttle('identify', items, clock.now());
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
