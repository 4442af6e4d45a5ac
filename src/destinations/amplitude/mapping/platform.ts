import type { Notice } from '../notice';
import { readText } from './read-value';

/** Spells ios and android as Amplitude does, as whole words; empty and sent by analytics.js means Web. */
export function toPlatform(platform: unknown, library: unknown, notices: Notice[]): string | undefined {
  const text = readText(platform, 'platform', notices);
  if (text === undefined) return library === 'analytics.js' ? 'Web' : undefined;
  return text.replace(/\bios\b/gi, 'iOS').replace(/\bandroid\b/gi, 'Android');
}
