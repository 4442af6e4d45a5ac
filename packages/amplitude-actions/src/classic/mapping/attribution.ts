import { path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import type { Mapping } from './directives';

const REFERRER = path('$.context.page.referrer');

const UTM = {
  utm_source: path('$.context.campaign.source'),
  utm_medium: path('$.context.campaign.medium'),
  utm_campaign: path('$.context.campaign.name'),
  utm_term: path('$.context.campaign.term'),
  utm_content: path('$.context.campaign.content'),
};

/** The user properties that "Unset Params Referrer On New Session" clears. */
export const SESSION_ATTRIBUTION = ['referrer', ...Object.keys(UTM)];

/** The fields of Log Event V2 that tell where a visit came from. */
export function attributionOfLogEvent(settings: ClassicSettings): Mapping {
  const { trackReferrer, trackUtmProperties } = settings;
  const always: Mapping = { ...(trackReferrer && { referrer: REFERRER }), ...(trackUtmProperties && UTM) };
  const once = Object.fromEntries(Object.entries(always).map(([name, value]) => [`initial_${name}`, value]));
  return { setAlways: always, setOnce: once, ...landing(settings) };
}

/** The same for Log Purchase and Identify User, which set each `initial_…` themselves. */
export function attribution(settings: ClassicSettings): Mapping {
  const { trackReferrer, trackUtmProperties } = settings;
  return {
    ...(trackReferrer && { referrer: REFERRER }),
    ...(trackUtmProperties && { utm_properties: UTM }),
    ...landing(settings),
  };
}

function landing({ trackReferrer, trackGclid }: ClassicSettings): Mapping {
  if (!trackReferrer && !trackGclid) return {};
  return {
    landing: {
      ...(trackReferrer && { referrer: REFERRER }),
      ...(trackGclid && { search: path('$.context.page.search'), parameters: 'gclid' }),
    },
  };
}
