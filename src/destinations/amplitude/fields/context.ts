import { firstOf, path } from './default-mappings';
import { fieldSet } from './field-set';

/** The seven keys that Amplitude updates together: setting one clears those that are not in the same call. */
export const device = fieldSet({
  app_version: {
    label: 'App Version',
    type: 'string',
    description: 'Version of your app.',
    default: path('$.context.app.version'),
  },
  platform: {
    label: 'Platform',
    type: 'string',
    description:
      'Platform of the device. Empty and sent by analytics.js, it becomes "Web"; ios and android are spelt iOS and Android.',
    default: path('$.context.device.type'),
  },
  os_name: {
    label: 'OS Name',
    type: 'string',
    description:
      'Operating system of the device. Read from the user agent when it is not mapped and parsing is on.',
    default: path('$.context.os.name'),
  },
  os_version: {
    label: 'OS Version',
    type: 'string',
    description:
      'Version of the operating system. Read from the user agent when it is not mapped and parsing is on.',
    default: path('$.context.os.version'),
  },
  device_brand: {
    label: 'Device Brand',
    type: 'string',
    description: 'Brand of the device.',
    default: path('$.context.device.brand'),
  },
  device_manufacturer: {
    label: 'Device Manufacturer',
    type: 'string',
    description: 'Maker of the device.',
    default: path('$.context.device.manufacturer'),
  },
  device_model: {
    label: 'Device Model',
    type: 'string',
    description: 'Model of the device.',
    default: path('$.context.device.model'),
  },
  carrier: {
    label: 'Carrier',
    type: 'string',
    description: 'Mobile carrier of the user.',
    default: path('$.context.network.carrier'),
  },
});

/** Where the user is. Amplitude updates country, region, city and DMA together. */
export const place = fieldSet({
  country: {
    label: 'Country',
    type: 'string',
    description: 'Country of the user.',
    default: path('$.context.location.country'),
  },
  region: {
    label: 'Region',
    type: 'string',
    description: 'Region or state of the user.',
    default: path('$.context.location.region'),
  },
  city: {
    label: 'City',
    type: 'string',
    description: 'City of the user.',
    default: path('$.context.location.city'),
  },
  dma: {
    label: 'Designated Market Area',
    type: 'string',
    description: 'Designated market area (DMA) of the user.',
  },
  language: {
    label: 'Language',
    type: 'string',
    description: 'Language of the user, as a name or a tag such as en-US, which Amplitude turns into a name.',
    default: firstOf('$.context.locale.language', '$.context.locale'),
  },
});

/** Where exactly, and from which address. */
export const position = fieldSet({
  location_lat: {
    label: 'Latitude',
    type: 'string',
    description: 'Latitude of the user, in degrees.',
    default: path('$.context.location.latitude'),
  },
  location_lng: {
    label: 'Longitude',
    type: 'string',
    description: 'Longitude of the user, in degrees.',
    default: path('$.context.location.longitude'),
  },
  ip: {
    label: 'IP Address',
    type: 'string',
    description:
      'IP address of the user, from which Amplitude finds the place when none is sent. "$remote" would stand for the address of your own server.',
    default: path('$.context.ip'),
  },
});

/** Ids of the device that ad networks know. */
export const advertising = fieldSet({
  idfa: {
    label: 'Identifier For Advertiser (IDFA)',
    type: 'string',
    description: 'Advertising id on iOS. Amplitude uses it for attribution and does not store it.',
    default: firstOf('$.context.device.advertisingId', '$.context.device.idfa'),
  },
  idfv: {
    label: 'Identifier For Vendor (IDFV)',
    type: 'string',
    description: 'Vendor id on iOS.',
    default: path('$.context.device.id'),
  },
  adid: {
    label: 'Google Play Services Advertising ID',
    type: 'string',
    description: 'Advertising id on Android. Amplitude uses it for attribution and does not store it.',
    default: firstOf('$.context.device.advertisingId', '$.context.device.idfa'),
  },
  android_id: {
    label: 'Android ID',
    type: 'string',
    description: 'Android id (not the advertising id).',
  },
  android_app_set_id: {
    label: 'Android App Set ID',
    type: 'string',
    description: 'App set id on Android.',
  },
});
