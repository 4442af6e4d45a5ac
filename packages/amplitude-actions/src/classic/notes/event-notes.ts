import { quoted, whenOn, type NotesOf } from './note-of';

/** Pages, screens and the properties of events. */
export const eventNotes: NotesOf<
  | 'trackAllPages'
  | 'trackAllPagesV2'
  | 'trackCategorizedPages'
  | 'trackNamedPages'
  | 'appendFieldsToEventProps'
  | 'mapQueryParams'
  | 'trackSessionEvents'
  | 'useCustomAmplitudeProperties'
> = {
  trackAllPages: whenOn(
    'trackAllPages',
    'reproduced',
    '"Loaded a Page" and "Loaded a Screen" for every call, as in cloud mode. On devices the names were others: iOS sent "Viewed (Name) Screen", Android "Viewed (Name or else Category) Screen". Where a call has no category, "Screen Calls, Named" sends that name.',
  ),
  trackAllPagesV2: whenOn(
    'trackAllPagesV2',
    'reproduced',
    '"Loaded a Screen" for every screen call. In device mode this switched the other screen events off: disable the two other screen subscriptions if your apps ran in device mode.',
  ),
  trackCategorizedPages: whenOn(
    'trackCategorizedPages',
    'reproduced',
    '"Viewed (Category) Page" or "Screen" for calls with a category, beside the other page events.',
  ),
  trackNamedPages: whenOn(
    'trackNamedPages',
    'reproduced',
    '"Viewed (Category) (Name) Page" or "Screen" for calls with a name.',
  ),
  appendFieldsToEventProps: ({ appendFieldsToEventProps: fields }) =>
    Object.keys(fields).length === 0
      ? undefined
      : [
          'reproduced',
          `${quoted(Object.values(fields))}: added to the properties of every event. Classic did so in web device mode only.`,
        ],
  mapQueryParams: ({ mapQueryParams }) =>
    Object.keys(mapQueryParams).length === 0
      ? undefined
      : [
          'reproduced',
          `${quoted(Object.keys(mapQueryParams))}: the query string of the page, each where it was meant to go; on an identify call always on the user. Classic's cloud mode of 2017 sent only the first, and on events as an event property.`,
        ],
  trackSessionEvents: whenOn(
    'trackSessionEvents',
    'reproduced',
    'Browsers track session_started and session_ended; Segment’s Kotlin and Swift plugins session_start and session_end. The names differ from those of Amplitude’s SDKs.',
  ),
  useCustomAmplitudeProperties: ({ useCustomAmplitudeProperties }) => [
    'reproduced',
    `${
      useCustomAmplitudeProperties
        ? 'language and country stay among the properties of an event'
        : 'language and country are taken out of the properties of an event; a country there still becomes that of the user, as in Classic'
    }. The properties event_id and amplitude_event_type are taken out in any case, and integrations.Amplitude.event_type does not rename an event.`,
  ],
};
