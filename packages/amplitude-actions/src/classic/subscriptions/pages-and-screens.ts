import { firstOf, path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { whenNotBlank, type MappingValue } from '../mapping/directives';
import { eventProperties } from '../mapping/event-properties';
import { logEventMapping } from '../mapping/event-mapping';
import { skipUnless } from '../mapping/integration-options';
import { subscription, type ClassicSubscription } from './subscription';

type Kind = 'Page' | 'Screen';

const NAME = path('$.name');
const CATEGORY = path('$.category');

/** Classic added the name and the category of the call to its properties. */
const nameAndCategory: MappingValue = {
  '@merge': {
    direction: 'right',
    objects: [whenNotBlank(NAME, { name: NAME }, {}), whenNotBlank(CATEGORY, { category: CATEGORY }, {})],
  },
};

/** One subscription for each naming that is on, so that one call can make several events, as in Classic. */
export function pagesAndScreens(settings: ClassicSettings): ClassicSubscription[] {
  return [
    ...(settings.trackAllPages ? [allOf('Page', settings)] : []),
    ...namingsOf('Page', settings),
    ...(settings.trackAllPages || settings.trackAllPagesV2 ? [allOf('Screen', settings)] : []),
    ...namingsOf('Screen', settings),
  ];
}

function namingsOf(kind: Kind, settings: ClassicSettings): ClassicSubscription[] {
  return [
    ...(settings.trackCategorizedPages ? [categorized(kind, settings)] : []),
    ...(settings.trackNamedPages ? [named(kind, settings)] : []),
  ];
}

const trigger = (kind: Kind) => `type = "${kind.toLowerCase()}"`;

function allOf(kind: Kind, settings: ClassicSettings): ClassicSubscription {
  return subscription(`${kind} Calls, All`, trigger(kind), 'logEventV2', {
    ...pageMapping(settings),
    event_type: `Loaded a ${kind}`,
  });
}

/** No trigger can see a category outside `properties`, so the field `skip` does. */
function categorized(kind: Kind, settings: ClassicSettings): ClassicSubscription {
  return subscription(`${kind} Calls, Categorized`, trigger(kind), 'logEventV2', {
    ...pageMapping(settings),
    event_type: whenNotBlank(
      CATEGORY,
      { '@template': `Viewed {{category}} ${kind}` },
      { '@template': `Viewed {{properties.category}} ${kind}` },
    ),
    skip: skipUnless(firstOf('$.category', '$.properties.category')),
  });
}

function named(kind: Kind, settings: ClassicSettings): ClassicSubscription {
  return subscription(`${kind} Calls, Named`, `${trigger(kind)} and name != null`, 'logEventV2', {
    ...pageMapping(settings),
    event_type: whenNotBlank(
      CATEGORY,
      { '@template': `Viewed {{category}} {{name}} ${kind}` },
      { '@template': `Viewed {{name}} ${kind}` },
    ),
    skip: skipUnless(NAME),
  });
}

const pageMapping = (settings: ClassicSettings) => ({
  ...logEventMapping(settings),
  event_properties: eventProperties(settings, nameAndCategory),
});
