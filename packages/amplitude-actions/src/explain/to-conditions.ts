import type { ConditionExplanation, TriggerExplanation } from 'segment-actions-amplitude/runtime';

/** The single conditions of a trigger, in the order they are written. */
export function toConditions({ conditions }: TriggerExplanation): ConditionExplanation[] {
  return conditions.flatMap((each) => ('conditions' in each ? toConditions(each) : [each]));
}
