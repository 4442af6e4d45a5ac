import { tooLarge, tooManyRequests, type Answer } from './answers';
import { createFormRoute, type Form } from './form-route';
import { readId } from './ids';
import type { JsonObject } from './json-object';
import { refuseFirst } from './refuse-form';
import { refuseItems } from './refuse-items';
import type { Call } from './route';

/** /usermap ("User Mapping"). Its bodies are undocumented: `success` and a 400 by choice. */
export const usermapRoute = createFormRoute({
  endpoint: 'usermap',
  member: 'mapping',
  refuse: refuseForm,
  ingest({ items, project }) {
    for (const mapping of items) map(mapping, project.aliases);
    return { ingested: items.length, deduped: 0 };
  },
});

function refuseForm(form: Form, call: Call): Answer | undefined {
  const { items, project } = form;
  const { limits, clock } = call.rules;
  if (items.length > limits.mappings) return tooLarge();
  const refusal = refuseFirst(form, findError) ?? refuseItems(items, call);
  if (refusal) return refusal;
  return project.rates.admitMappings(items.length, clock.now()) ? undefined : tooManyRequests();
}

/** With `unmap` a global_user_id must not be there, without it it must ("User Mapping"). */
function findError({ user_id, global_user_id, unmap }: JsonObject): string | undefined {
  if (!readId(user_id)) return 'Missing user_id';
  if (unmap === true) return global_user_id === undefined ? undefined : 'global_user_id beside unmap';
  return readId(global_user_id) ? undefined : 'Missing global_user_id';
}

function map(mapping: JsonObject, aliases: Map<string, string>): void {
  const userId = readId(mapping.user_id) ?? '';
  if (mapping.unmap === true) aliases.delete(userId);
  else aliases.set(userId, readId(mapping.global_user_id) ?? '');
}
