import { UAParser, type ParsedUserAgent } from '@amplitude/ua-parser-js';
import { LRUCache } from 'lru-cache';
import { isBlank, withoutBlanks } from './blank';
import { toBrowserAsOs } from './browser-as-os';

const MAX_USER_AGENT_LENGTH = 1000;
const parsedAgents = new LRUCache<string, ParsedUserAgent>({ max: 5000 });

interface DeviceKeys {
  os_name?: string;
  os_version?: string;
  device_model?: string;
  device_manufacturer?: string;
}

export interface UserAgentSource {
  userAgent?: string;
  userAgentParsing?: boolean;
  userAgentBrowserAsOs?: boolean;
  includeRawUserAgent?: boolean;
  userAgentData?: { model?: string; platformVersion?: string };
  os_name?: string;
}

/**
 * OS and device as the user agent and its client hints tell them. `os_name` and `os_version` are one pair: the
 * operating system's, or else the browser's, never a mix.
 */
export function toUserAgentKeys(source: UserAgentSource): DeviceKeys & { user_agent?: string } {
  const agent = source.userAgent === undefined || isBlank(source.userAgent) ? undefined : source.userAgent;
  const keys: DeviceKeys & { user_agent?: string } =
    source.userAgentParsing === false
      ? {}
      : toDeviceKeys(agent === undefined ? NOTHING : parse(agent), source);
  if (source.includeRawUserAgent && agent !== undefined) keys.user_agent = agent;
  return keys;
}

/** Uncached: see {@link toUserAgentKeys}. */
export function parseUserAgent(agent: string): ParsedUserAgent {
  const { os, browser, device } = new UAParser(agent).getResult();
  return { os, browser, device };
}

const NOTHING: ParsedUserAgent = { os: {}, browser: {}, device: {} };

function parse(agent: string): ParsedUserAgent {
  const key = agent.slice(0, MAX_USER_AGENT_LENGTH);
  let parsed = parsedAgents.get(key);
  if (parsed === undefined) {
    parsed = parseUserAgent(key);
    parsedAgents.set(key, parsed);
  }
  return parsed;
}

function toDeviceKeys(parsed: ParsedUserAgent, source: UserAgentSource): DeviceKeys {
  const { os, browser, device } = parsed;
  if (source.userAgentBrowserAsOs) return { ...toBrowserAsOs(parsed), device_manufacturer: device.vendor };
  const hints = withoutBlanks(source.userAgentData ?? {});
  // A hint is the version of an operating system, never of a browser.
  const pair = os.name
    ? { os_name: os.name, os_version: hints.platformVersion ?? os.version }
    : { os_name: browser.name, os_version: browser.major };
  const keys: DeviceKeys = {
    device_model: hints.model ?? device.model ?? os.name,
    device_manufacturer: device.vendor,
  };
  return isOtherOs(source.os_name, pair.os_name) ? keys : Object.assign(keys, pair);
}

/** The mapped OS wins; the version of another one must not stand beside it. */
function isOtherOs(mapped: string | undefined, parsed: string | undefined): boolean {
  return mapped !== undefined && !isBlank(mapped) && mapped.trim().toLowerCase() !== parsed?.toLowerCase();
}
