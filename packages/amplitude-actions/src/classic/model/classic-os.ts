import { UAParser } from '@amplitude/ua-parser-js';

/** What Classic sent as the operating system and the device of a browser. */
export interface ClassicOs {
  os_name?: string;
  os_version?: string;
  device_model?: string;
}

/** Of a user agent Classic named the browser as the system, and the system as the device: `Chrome` 120 on a `Mac OS`. */
export function toClassicOs(userAgent: string): ClassicOs {
  const { browser, os } = new UAParser(userAgent).getResult();
  return {
    ...(browser.name && { os_name: browser.name }),
    ...(browser.name && browser.major && { os_version: browser.major }),
    ...(os.name && { device_model: os.name }),
  };
}
