import type { JsonObject, SourceDetail } from 'segment-actions-amplitude/emulator';
import type {
  Explanation,
  ItemExplanation,
  SubscriptionExplanation,
} from 'segment-actions-amplitude/runtime';
import { toFieldRows } from './to-field-rows';

/** An object that the library makes of an event, and the subscription that makes it. */
export interface MadeItem {
  explained: SubscriptionExplanation;
  item: ItemExplanation;
}

/** The objects that the library makes of an event, those of each subscription in order. */
export const toMadeItems = ({ subscriptions }: Explanation): MadeItem[] =>
  subscriptions.flatMap((explained) => explained.items.map((item) => ({ explained, item })));

/** What made an object that arrived: by insert_id where there is one; groups and aliases have none, and are the same in every key. */
export function findMadeItem(made: readonly MadeItem[], arrived: JsonObject): MadeItem | undefined {
  const text = JSON.stringify(arrived);
  return made.find(({ item: { object } }) =>
    arrived.insert_id === undefined
      ? JSON.stringify(object) === text
      : (object as JsonObject).insert_id === arrived.insert_id,
  );
}

/** Both sides of one object, for the page. */
export function toSource(
  event: JsonObject,
  { notices }: Explanation,
  { explained, item }: MadeItem,
): SourceDetail {
  return {
    event,
    subscription: explained.subscription,
    fields: toFieldRows(event, explained, item),
    notices: [...notices, ...explained.notices].map(({ text }) => text),
  };
}
