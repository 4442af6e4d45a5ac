import type { ActionDefinition, ExecuteInput, InputField, RequestClient } from '@segment/actions-core';
import { alignEvents, toAcceptance } from './align-events';
import { deliverPayloads, type Mapped } from './api/deliver-payloads';
import { toFrameworkTransport } from './api/framework-transport';
import { reportNotices } from './api/report-notices';
import { toMultiStatus, unwrap } from './api/to-answers';
import { batching, skipping, type PayloadOf } from './fields';
import { noticeLostKeys } from './lost-keys';
import { withHiddenFields } from './mapping/with-hidden-fields';
import type { DestinationOptions, Settings } from './settings';

interface CloudAction<Fields extends Record<string, InputField>> {
  title: string;
  description: string;
  defaultSubscription: string;
  fields: Fields;
  /** The pure part: what one payload becomes. Throws a PayloadValidationError for what can never be delivered. */
  toItems: (payload: PayloadOf<Fields>) => Mapped;
}

/** What we use of what the framework hands to an action. */
type FrameworkHost = Pick<
  ExecuteInput<Settings, unknown>,
  'settings' | 'logger' | 'statsContext' | 'signal'
> &
  RawInput;

/** What the framework hands over, and does not declare: the events and the mapping that the payloads were made from. */
interface RawInput {
  rawData?: unknown;
  rawMapping?: unknown;
}

const NOTHING_TO_SEND: Mapped = { items: [], notices: [] };

/**
 * Makes an action from its fields and its pure mapping. `perform` is a batch of one that throws. The runtime needs only
 * the fields and the mapping, which stand beside.
 */
export function cloudAction<Fields extends Record<string, InputField>>(action: CloudAction<Fields>) {
  type Payload = PayloadOf<Fields> & PayloadOf<typeof skipping>;
  const { toItems: toOwnItems, fields: ownFields, ...about } = action;
  const fields = { ...ownFields, ...skipping, ...batching };
  const toItems = (payload: Payload) => (payload.skip === true ? NOTHING_TO_SEND : toOwnItems(payload));

  const acceptance = toAcceptance(about.title, fields);

  /** Delivers, and reports the notices to the host. */
  const deliver = async (
    request: RequestClient,
    payloads: Payload[],
    host: FrameworkHost,
    options: DestinationOptions,
  ) => {
    const transport = toFrameworkTransport(request);
    const events = await alignEvents(host, payloads.length, acceptance);
    const filled = events
      ? payloads.map((payload, index) => withHiddenFields(payload, events[index], host.rawMapping))
      : payloads;
    const delivered = await deliverPayloads(filled, toItems, { ...host, transport, options });
    const notices = delivered.flatMap((each) => each.notices);
    reportNotices([...notices, ...noticeLostKeys(host.rawData)], host);
    return delivered.map(({ answer }) => answer);
  };

  const define = (options: DestinationOptions): ActionDefinition<Settings, Payload> => ({
    ...about,
    platform: 'cloud',
    fields,
    perform: async (request, { payload, ...host }: ExecuteInput<Settings, Payload> & RawInput) => {
      const [answer] = await deliver(request, [payload], { ...host, rawData: [host.rawData] }, options);
      return unwrap(answer);
    },
    performBatch: async (request, { payload: payloads, ...host }) =>
      toMultiStatus(await deliver(request, payloads, host, options)),
  });
  return Object.assign(define, { fields, toItems });
}
