import type { FieldExplanation, SubscriptionExplanation } from 'segment-actions-amplitude/runtime';

/** The field that a refusal is about: the first that its sentence names, as all refusals of the library name theirs. */
export function findRefusedField({
  refusal = '',
  fields,
}: Pick<SubscriptionExplanation, 'refusal' | 'fields'>): FieldExplanation | undefined {
  const words = refusal.split(/[^\w]+/);
  const named = fields.filter(({ field }) => words.includes(field));
  return named.sort((a, b) => words.indexOf(a.field) - words.indexOf(b.field))[0];
}
