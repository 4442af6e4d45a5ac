import type { Identification } from '../amplitude-event';
import type { PayloadOf, identifyFields } from '../fields';
import type { Notice } from '../notice';
import { toAttribution } from './attribution';
import { withCaptured } from './captured-attribution';
import { toExplicitOperations } from './explicit-operations';
import { requireIds } from './ids';
import { toLandingOperations } from './landing-operations';
import { SEGMENT } from './library';
import { toPlatform } from './platform';
import { IDENTIFY_READERS } from './read-fields';
import { readKeys, readObject, toEntries } from './read-value';
import { addUserAgentKeys } from './to-event';
import { toUserAgentKeys } from './user-agent';
import type { PropertySource } from './property-source';
import { toUserProperties } from './user-properties';

export type IdentifyPayload = PayloadOf<typeof identifyFields>;

const READERS = toEntries<Identification>(IDENTIFY_READERS);

/** One object of the Identify API, its insert id aside. Throws a PayloadValidationError without a good id. */
export function toIdentification(payload: IdentifyPayload, notices: Notice[]): Identification {
  const identification: Identification = requireIds(payload, notices);
  readKeys(identification, payload, READERS, notices);
  addUserAgentKeys(identification, toUserAgentKeys(payload, notices));
  const platform = toPlatform(payload.platform, payload.library, notices);
  if (platform !== undefined) identification.platform = platform;
  const given: PropertySource = {
    properties: readObject(payload.user_properties, 'user_properties', notices),
    landing: toLandingOperations(payload.landing, notices),
    attribution: toAttribution(payload, notices),
    explicit: toExplicitOperations(payload, notices),
  };
  const source = withCaptured(given, payload.autocapture_attribution, notices);
  const properties = toUserProperties(source, notices);
  if (properties !== undefined) identification.user_properties = properties;
  identification.library = SEGMENT;
  return identification;
}
