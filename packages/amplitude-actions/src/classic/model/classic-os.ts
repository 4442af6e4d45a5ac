/** The part of a parsed user agent that names the browser and the operating system (ua-parser-js's own result). */
export interface ParsedBrowserAndOs {
  browser: { name?: string; major?: string };
  os: { name?: string };
}

/** The three Amplitude keys that the browser takes over. */
export interface BrowserAsOs {
  os_name?: string;
  os_version?: string;
  device_model?: string;
}

/**
 * Names the browser as the operating system: `Chrome` 120 on a `Mac OS` model. Amplitude's browser SDK up to version 5
 * and Amplitude Classic reported it so; charts drawn from them stay continuous with it.
 */
export function toBrowserAsOs({ browser, os }: ParsedBrowserAndOs): BrowserAsOs {
  return {
    ...(browser.name && { os_name: browser.name }),
    ...(browser.name && browser.major && { os_version: browser.major }),
    ...(os.name && { device_model: os.name }),
  };
}
