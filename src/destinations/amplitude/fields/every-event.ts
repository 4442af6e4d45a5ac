import { captured, landing } from './attribution';
import { advertising, device, place, position } from './context';
import { endpointChoice, eventCore, groups, library, librarySource } from './event';
import { ingestion } from './ingestion';
import { deduplication, idLength, identity } from './identity';
import { userAgent } from './user-agent';

/** What Log Event, Log Event V2 and Log Purchase have in common. */
export const everyEvent = {
  ...identity,
  ...eventCore,
  ...groups,
  ...device,
  ...place,
  ...position,
  ...advertising,
  ...deduplication,
  ...library,
  ...librarySource,
  ...userAgent,
  ...landing,
  ...captured,
  ...ingestion,
  ...endpointChoice,
  ...idLength,
};
