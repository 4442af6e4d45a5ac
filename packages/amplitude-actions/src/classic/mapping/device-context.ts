import { path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { firstNotBlank, replaced, whenNotBlank, type Mapping, type MappingValue } from './directives';

/** "analytics.js" in two steps of at most 10 characters each, which is all that `@replace` takes. */
const LIBRARY = replaced(path('$.context.library.name'), ['s.js', 's.Web'], ['analytics.', '']);

/** The device's type, else its system, else the library: "Web" for analytics.js. */
const PLATFORM = firstNotBlank(
  path('$.context.device.type'),
  { '@case': { operator: 'lower', value: path('$.context.os.name') } },
  LIBRARY,
);

/** The advertising id, unless the name of the operating system is blank once these pieces are taken out of it. */
const advertisingIdUnlessOn = (system: string, itsOtherName = system) =>
  whenNotBlank(
    replaced(path('$.context.os.name'), [itsOtherName, ''], [system, '']),
    firstNotBlank(path('$.context.device.advertisingId'), path('$.context.device.idfa')),
  );

/** Advertising ids of events: `idfa` on iOS, `adid` on Android. Classic never sent an `idfv`. */
export const advertisingIds: Mapping = {
  idfa: advertisingIdUnlessOn('android'),
  adid: advertisingIdUnlessOn('ios', 'iphone os'),
};

/** A place: traits first, then properties of the event, then the context. */
const placeFrom = (traits: string, part: string) =>
  firstNotBlank(
    path(`${traits}.address.${part}`),
    path(`${traits}.${part}`),
    path(`$.properties.address.${part}`),
    path(`$.properties.${part}`),
    path(`$.context.location.${part}`),
  );

const appVersion = ({ versionName }: ClassicSettings): MappingValue =>
  versionName === ''
    ? path('$.context.app.version')
    : firstNotBlank(path('$.context.app.version'), versionName);

/**
 * What Classic said of app, platform and place, on events and identifies alike. `traits` is the path of the traits:
 * `$.traits` on an identify, `$.context.traits` elsewhere.
 */
export function deviceContext(settings: ClassicSettings, traits: string): Mapping {
  return {
    app_version: appVersion(settings),
    platform: PLATFORM,
    country: placeFrom(traits, 'country'),
    region: placeFrom(traits, 'region'),
    city: placeFrom(traits, 'city'),
    userAgentBrowserAsOs: true,
  };
}
