import { badRequest, forbidden, json, type Answer, type FieldIndexes } from './answers';
import type { Endpoint } from './counts';
import { readId } from './ids';
import type { JsonObject } from './json-object';
import { DOCUMENTED_LIMITS } from './limits';
import type { EventProblems } from './validate-events';

/** The 400 or 403 for the events of one upload that are wrong ("HTTP V2, 400"). */
export function refuseProblems(problems: EventProblems, endpoint: Endpoint): Answer {
  if (problems.forbidden) return forbidden();
  const narrow = endpoint === 'batch' ? (fields: FieldIndexes) => fields : firstOfEach;
  const named = {
    ...member('events_with_invalid_fields', narrow(problems.invalid)),
    ...member('events_with_missing_fields', narrow(problems.missing)),
    ...member('events_with_invalid_id_lengths', narrow(problems.idLengths)),
  };
  return badRequest(toError(problems), named);
}

/** HTTP V2 names only the first bad event of each field, batch all of them ("HTTP V2" against "Batch", 400). */
function firstOfEach(fields: FieldIndexes): FieldIndexes {
  return Object.fromEntries(Object.entries(fields).map(([field, indexes]) => [field, indexes.slice(0, 1)]));
}

const isEmpty = (fields: FieldIndexes): boolean => Object.keys(fields).length === 0;

const member = (name: string, fields: FieldIndexes): JsonObject =>
  isEmpty(fields) ? {} : { [name]: fields };

function toError({ missing, invalid, idLengths }: EventProblems): string {
  if (!isEmpty(missing)) return 'Request missing required field';
  const onlyLengths = isEmpty(invalid) && !isEmpty(idLengths);
  return onlyLengths ? 'Invalid id length for user_id or device_id' : 'Invalid field values on some events';
}

/** The 400 for events of silenced devices, or undefined when there are none ("HTTP V2, silenced devices"). */
export function refuseSilenced(
  events: readonly JsonObject[],
  silenced: ReadonlySet<string>,
): Answer | undefined {
  if (silenced.size === 0) return undefined;
  const devices = new Set<string>();
  const indexes: number[] = [];
  events.forEach((event, index) => {
    const device = readId(event.device_id);
    if (device === undefined || !silenced.has(device)) return;
    devices.add(device);
    indexes.push(index);
  });
  if (indexes.length === 0) return undefined;
  return json(400, {
    code: 400,
    error: 'Events silenced for device_id',
    eps_threshold: DOCUMENTED_LIMITS.httpapiEventsPerSecond,
    exceeded_daily_quota_devices: {},
    silenced_devices: [...devices],
    silenced_events: indexes,
    throttled_devices: {},
    throttled_events: [],
  });
}
