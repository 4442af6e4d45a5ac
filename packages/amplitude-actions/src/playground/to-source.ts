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

/** By what an object is found again: its insert_id; groups and aliases have none, and are the same in every key. */
export const toItemKey = (object: object): string => {
  const { insert_id: id } = object as JsonObject;
  return typeof id === 'string' ? id : JSON.stringify(object);
};

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
