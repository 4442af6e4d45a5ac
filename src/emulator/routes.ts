import { deletionsRoute, revokeDeletionRoute } from './deletions-route';
import { groupIdentifyRoute } from './group-identify-route';
import { identifyRoute } from './identify-route';
import type { Route } from './route';
import { batchRoute, httpapiRoute } from './upload-route';
import { usermapReadRoute } from './usermap-read-route';
import { usermapRoute } from './usermap-route';
import { usersearchRoute } from './usersearch-route';

/** Every path the real hosts serve; here one origin serves them all. */
const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['/2/httpapi', httpapiRoute],
  ['/batch', batchRoute],
  ['/identify', identifyRoute],
  ['/groupidentify', groupIdentifyRoute],
  ['/usermap', usermapRoute],
  ['/api/2/usermap', usermapReadRoute],
  ['/api/2/deletions/users', deletionsRoute],
  ['/api/2/usersearch', usersearchRoute],
]);

const REVOKE = /^\/api\/2\/deletions\/users\/\d+\/[\d-]+$/;

/** A slash at the end changes nothing. */
export function findRoute(path: string): Route | undefined {
  return ROUTES.get(path.replace(/\/$/, '')) ?? (REVOKE.test(path) ? revokeDeletionRoute : undefined);
}
