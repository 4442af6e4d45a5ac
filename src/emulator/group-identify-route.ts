import { countProperties, isWellFormed } from './apply-operations';
import { json, tooLarge, type Answer } from './answers';
import { createFormRoute, type Form } from './form-route';
import { ingestGroupIdentifications } from './ingest';
import { isJsonObject, type JsonObject } from './json-object';
import { refuseFirst } from './refuse-form';
import { refuseItems } from './refuse-items';
import type { Call } from './route';
import type { WireGroupIdentification } from './wire-event';

/** /groupidentify ("Group Identify API"). One bad item refuses the request, and the answer names none. */
export const groupIdentifyRoute = createFormRoute({
  endpoint: 'groupidentify',
  member: 'identification',
  refuse: refuseForm,
  // refuseForm lets only items of this shape through.
  ingest: ({ items, project, journal }) =>
    ingestGroupIdentifications(items as readonly WireGroupIdentification[], project, journal),
});

function refuseForm(form: Form, call: Call): Answer | undefined {
  const { items } = form;
  const { groupObjects, groupProperties } = call.rules.limits;
  const wrong = refuseFirst(form, findError, (error) => json(400, { error }));
  if (wrong) return wrong;
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
