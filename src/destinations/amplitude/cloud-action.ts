import type { ActionDefinition, InputField } from '@segment/actions-core';
import { deliver, type Mapped } from './api/deliver';
import { Reporter } from './api/reporter';
import { toMultiStatus, unwrap } from './api/to-answers';
import { batching, skipping, type PayloadOf } from './fields';
import type { DestinationOptions, Settings } from './settings';

interface CloudAction<Fields extends Record<string, InputField>> {
  title: string;
  description: string;
  defaultSubscription: string;
  fields: Fields;
  /** The pure part: what one payload becomes. Throws a PayloadValidationError for what can never be delivered. */
  toItems: (payload: PayloadOf<Fields>) => Mapped;
}

const NOTHING_TO_SEND: Mapped = { items: [], notices: [] };

/**
 * Makes an action from its fields and its pure mapping. `perform` is a batch of one that throws. The runtime needs only
 * the fields and the mapping, which stand beside.
 */
export function cloudAction<Fields extends Record<string, InputField>>(action: CloudAction<Fields>) {
  const { toItems: toOwnItems, fields, ...about } = action;
  const toItems = (payload: PayloadOf<Fields> & PayloadOf<typeof skipping>) =>
    payload.skip === true ? NOTHING_TO_SEND : toOwnItems(payload);
  const allFields = { ...fields, ...skipping, ...batching };
  const define = (
    options: DestinationOptions,
  ): ActionDefinition<Settings, PayloadOf<Fields> & PayloadOf<typeof skipping>> => ({
    ...about,
    platform: 'cloud',
    fields: allFields,
    perform: async (request, { payload, ...host }) => {
      const [answer] = await deliver([payload], toItems, {
        ...host,
        request,
        options,
        reporter: new Reporter(host),
      });
      return unwrap(answer);
    },
    performBatch: async (request, { payload: payloads, ...host }) =>
      toMultiStatus(
        await deliver(payloads, toItems, { ...host, request, options, reporter: new Reporter(host) }),
      ),
  });
  return Object.assign(define, { fields: allFields, toItems });
}
