import { groupIdentifyUser } from './groupIdentifyUser';
import { identifyUser } from './identifyUser';
import { logEvent } from './logEvent';
import { logEventV2 } from './logEventV2';
import { logPurchase } from './logPurchase';
import { mapUser } from './mapUser';

/** The actions that run on a server, under their public keys. */
export const actions = { logEvent, logEventV2, logPurchase, identifyUser, groupIdentifyUser, mapUser };
