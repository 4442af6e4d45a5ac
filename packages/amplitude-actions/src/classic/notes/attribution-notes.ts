import { whenOn, type NotesOf } from './note-of';

/** Where a visit came from. */
export const attributionNotes: NotesOf<
  | 'saveParamsReferrerOncePerSession'
  | 'unsetParamsReferrerOnNewSession'
  | 'useAmplitudeReferral'
  | 'trackReferrer'
  | 'trackUtmProperties'
  | 'trackGclid'
> = {
  saveParamsReferrerOncePerSession: whenOn(
    'saveParamsReferrerOncePerSession',
    'not_reproducible',
    'It needs the state of a session in the browser. Referrer and campaign are set with every event, and initial_… once for good.',
  ),
  unsetParamsReferrerOnNewSession: whenOn(
    'unsetParamsReferrerOnNewSession',
    'reproduced',
    'Referrer and campaign are unset when a session starts, which needs Track Referrer or Track UTM and the events of a session plugin. Amplitude may see the first page before the start of its session.',
  ),
  useAmplitudeReferral: whenOn(
    'useAmplitudeReferral',
    'no_cloud_effect',
    'It let the browser SDK read the referrer. Track Referrer decides what is sent.',
  ),
  trackReferrer: ({ trackReferrer }) =>
    trackReferrer
      ? [
          'reproduced',
          'Referrer and referring domain become user properties, initial_… once, on events and identifies. Classic did so in web device mode, on page calls.',
        ]
      : ['reproduced', 'No referrer is mapped.'],
  trackUtmProperties: ({ trackUtmProperties }) =>
    trackUtmProperties
      ? ['reproduced', 'The campaign in context.campaign becomes user properties, and initial_utm_… once.']
      : ['reproduced', 'No campaign is mapped.'],
  trackGclid: whenOn(
    'trackGclid',
    'reproduced',
    "Google's click id of the page's URL becomes gclid, and initial_gclid once. Classic did so in web device mode only.",
  ),
};
