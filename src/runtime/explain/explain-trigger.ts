import { get } from '@segment/actions-core';
import {
  generateFql,
  parseFql,
  validate,
  type Condition,
  type GroupCondition,
} from '@segment/destination-subscriptions';
import type { SegmentCall } from '../read-event/read-event';
import type { ConditionExplanation, TriggerExplanation } from './explanation';

/** Each condition of a trigger with the value that it met. The trigger has been checked: it can be read. */
export function explainTrigger(subscribe: string, event: SegmentCall): TriggerExplanation {
  const trigger = parseFql(subscribe);
  if ('error' in trigger) throw trigger.error;
  return explainGroup(trigger, event);
}

function explainGroup(group: GroupCondition, event: SegmentCall): TriggerExplanation {
  return {
    operator: group.operator,
    conditions: group.children.map((child) =>
      child.type === 'group' ? explainGroup(child, event) : explainCondition(child, event),
    ),
    holds: validate(group, event),
  };
}

function explainCondition(
  condition: Exclude<Condition, GroupCondition>,
  event: SegmentCall,
): ConditionExplanation {
  const alone: GroupCondition = { type: 'group', operator: 'and', children: [condition] };
  const path = toPath(condition);
  return { condition: generateFql(alone), path, value: get(event, path), holds: validate(alone, event) };
}

/** Where the conditions on a part of the event look. */
const PARTS = {
  'event-property': 'properties',
  'event-trait': 'traits',
  'event-context': 'context',
} as const;

function toPath(condition: Exclude<Condition, GroupCondition>): string {
  if ('name' in condition) return `${PARTS[condition.type]}.${condition.name}`;
  return condition.type === 'event-type' ? 'type' : condition.type;
}
