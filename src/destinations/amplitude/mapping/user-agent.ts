import { UAParser, type ParsedUserAgent } from '@amplitude/ua-parser-js';
import { LRUCache } from 'lru-cache';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank } from './blank';
import { toBrowserAsOs } from './browser-as-os';
import { dropped, readText } from './read-value';

const MAX_USER_AGENT_LENGTH = 1000;
const parsedAgents = new LRUCache<string, ParsedUserAgent>({ max: 5000 });

const ARCHITECTURE =
  /^(?:x86|x86[-_]64|x64|i[3-6]86|amd64|ia64|arm\w*|aarch64\w*|ppc\w*|powerpc\w*|mips\w*|riscv\w*|s390x?|sparc\w*|loong\w*|alpha)$/i;

/** Client hints, which are more exact than the user agent. */
interface Hints {
  model?: string;
  platformVersion?: string;
}

interface DeviceKeys {
  os_name?: string;
  os_version?: string;
  device_model?: string;
  device_manufacturer?: string;
}

export interface UserAgentSource {
  userAgent?: unknown;
  userAgentParsing?: boolean;
  userAgentBrowserAsOs?: boolean;
  includeRawUserAgent?: boolean;
  userAgentData?: unknown;
  os_name?: unknown;
}

/**
 * OS and device as the user agent and its client hints tell them. `os_name` and `os_version` are one pair: the
 * operating system's, or else the browser's, never a mix.
 */
export function toUserAgentKeys(
  source: UserAgentSource,
  notices: Notice[],
): DeviceKeys & { user_agent?: string } {
  const agent = readText(source.userAgent, 'userAgent', notices);
  const hints = readHints(source.userAgentData, notices);
  const keys: DeviceKeys & { user_agent?: string } =
    source.userAgentParsing === false
      ? {}
      : toDeviceKeys(agent === undefined ? NOTHING : parse(agent), hints, source);
  if (source.includeRawUserAgent && agent !== undefined) keys.user_agent = agent;
  return keys;
}

function readHints(given: unknown, notices: Notice[]): Hints {
  if (given === undefined || isBlank(given)) return {};
  if (!isJsonObject(given)) {
    notices.push(dropped('userAgentData', 'it is not an object'));
    return {};
  }
  return {
    model: readText(given.model, 'userAgentData.model', notices),
    platformVersion: readText(given.platformVersion, 'userAgentData.platformVersion', notices),
  };
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

function toDeviceKeys(parsed: ParsedUserAgent, hints: Hints, source: UserAgentSource): DeviceKeys {
  const { os, browser, device } = parsed;
  if (source.userAgentBrowserAsOs) return { ...toBrowserAsOs(parsed), device_manufacturer: device.vendor };
  const os_name = os.name || browser.name;
  // Charts know a desktop Mac by the name that the parser of Segment's destination gives it.
  const isMac = device.model === 'Macintosh';
  const keys: DeviceKeys = {
    device_model: hints.model ?? (isMac ? os.name : (device.model ?? os.name)),
    device_manufacturer: isMac ? undefined : device.vendor,
  };
  if (isOtherOs(source.os_name, os_name)) return keys;
  keys.os_name = os_name;
  // A hint is the version of an operating system, never of a browser.
  keys.os_version = os.name ? (hints.platformVersion ?? toVersion(os.version)) : browser.major;
  return keys;
}

/** Linux has no version in a user agent: the parser takes the word behind it, which is the processor. */
function toVersion(version: string | undefined): string | undefined {
  return version !== undefined && ARCHITECTURE.test(version) ? undefined : version;
}

/** The mapped OS wins; the version of another one must not stand beside it. */
function isOtherOs(mapped: unknown, parsed: string | undefined): boolean {
  return (
    typeof mapped === 'string' && !isBlank(mapped) && mapped.trim().toLowerCase() !== parsed?.toLowerCase()
  );
}
