import { path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { firstNotBlank, replaced, whenNotBlank, type Mapping, type MappingValue } from './directives';

const LIBRARY = path('$.context.library.name');

/** Segment's own libraries that name their platform, each cut in two: `@replace` takes at most 10 characters a piece. */
const LIBRARIES: readonly [start: string, end: string, platform: string][] = [
  ['analytics.', 'js', 'Web'],
  ['analytics-', 'android', 'Android'],
  ['analytics-', 'ios', 'iOS'],
];

/** For any other library: the type of the device, else its system, else the library. */
const PLATFORM_OF_DEVICE = firstNotBlank(
  path('$.context.device.type'),
  { '@case': { operator: 'lower', value: path('$.context.os.name') } },
  LIBRARY,
);

/** What the library is for, which is told by nothing being left of its name; else what the device is. */
const PLATFORM = whenNotBlank(
  LIBRARY,
  LIBRARIES.reduceRight<MappingValue>(
    (otherwise, [start, end, platform]) =>
      whenNotBlank(replaced(LIBRARY, [start, ''], [end, '']), otherwise, platform),
    PLATFORM_OF_DEVICE,
  ),
  PLATFORM_OF_DEVICE,
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
