import { countProperties, isWellFormed } from './apply-operations';
import { json, success, tooLarge, type Answer } from './answers';
import { readForm, type Form } from './form';
import { ingestGroupIdentifications } from './ingest';
import { isJsonObject, type JsonObject } from './json-object';
import { refuseItems } from './refuse-items';
import { refused, type Call, type Outcome, type Reading, type Route } from './route';
import type { WireGroupIdentification } from './wire-event';

/** POST or GET /groupidentify ("Group Identify API"). One bad item refuses the request, and none is named. */
export const groupIdentifyRoute: Route = {
  endpoint: 'groupidentify',
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
  // findError let only these through.
  const items = form.items as readonly WireGroupIdentification[];
  return { answer: success(), ...ingestGroupIdentifications(items, call.project) };
}

function refuseForm({ items }: Form, call: Call): Answer | undefined {
  const { groupObjects, groupProperties } = call.project.limits;
  for (const item of items) {
    const error = findError(item);
    if (error) return json(400, { error });
  }
  const properties = items.reduce(
    (sum, { group_properties: update }) => sum + (isJsonObject(update) ? countProperties(update) : 0),
    0,
  );
  if (items.length > groupObjects || properties > groupProperties) return tooLarge();
  return refuseItems(items, call);
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function findError({ group_type, group_value, group_properties: update }: JsonObject): string | undefined {
  if (!isText(group_type)) return 'Missing group_type';
  if (!isText(group_value)) return 'Missing group_value';
  const isRight = update == null || (isJsonObject(update) && isWellFormed(update));
  return isRight ? undefined : 'Invalid group_properties: operations and plain keys cannot be mixed';
}
