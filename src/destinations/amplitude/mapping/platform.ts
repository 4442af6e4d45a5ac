import { isBlank } from './blank';

/** Spells ios and android as Amplitude does, as whole words; empty and sent by analytics.js means Web. */
export function toPlatform(platform: string | undefined, library: string | undefined): string | undefined {
  if (platform === undefined || isBlank(platform)) return library === 'analytics.js' ? 'Web' : undefined;
  return platform.replace(/\bios\b/gi, 'iOS').replace(/\bandroid\b/gi, 'Android');
}
