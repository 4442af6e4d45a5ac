import { path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { firstNotBlank, queryParameter, replaced, whenNotBlank, type MappingValue } from './directives';

const ADVERTISING_ID = path('$.context.device.advertisingId');
const AD_TRACKING = path('$.context.device.adTrackingEnabled');

/** The advertising id, unless it is all zeros, which stands for none. */
const usableAdvertisingId = whenNotBlank(replaced(ADVERTISING_ID, ['0', ''], ['-', '']), ADVERTISING_ID);

/** Nothing once the user has opted out of ad tracking: `false` is the one value that exists and is blank too. */
const advertisingId: MappingValue = {
  '@if': {
    exists: AD_TRACKING,
    then: whenNotBlank(AD_TRACKING, usableAdvertisingId),
    else: usableAdvertisingId,
  },
};

/** The device id by Classic's order of precedence ("Device ID priority"). */
export function deviceId(settings: ClassicSettings): MappingValue {
  const url = settings.deviceIdFromUrlParam ? [queryParameter('amp_device_id')] : [];
  const [first, ...others] = [
    ...(settings.useAdvertisingIdForDeviceId ? [advertisingId] : []),
    ...(settings.preferAnonymousIdForDeviceId
      ? [path('$.anonymousId'), ...url, path('$.context.device.id')]
      : [...url, path('$.context.device.id'), path('$.anonymousId')]),
  ];
  return firstNotBlank(first ?? null, ...others);
}
