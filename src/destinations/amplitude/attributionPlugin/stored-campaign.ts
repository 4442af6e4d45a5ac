import type { Campaign } from './campaign';

/** What a browser remembers of the campaign that brought its visitor: not the campaign, which is long and private. */
export type StoredCampaign = readonly [
  /** The latest session that was seen; 0 for none. */
  sessionId: number,
  fingerprint: number,
];

/** Equal for two visits from the same campaign: the same parameters, and a referrer of the same site. */
export function toFingerprint({ referrer, referring_domain = '', ...parameters }: Campaign): number {
  let hash = 0;
  for (const character of JSON.stringify([parameters, referring_domain.split('.').slice(-2)])) {
    hash = (hash * 31 + Number(character.codePointAt(0))) >>> 0;
  }
  return hash;
}

/** The one stored last, of the texts that all stores have: `time of storing:session:fingerprint`. */
export function chooseStored(texts: readonly unknown[]): StoredCampaign | undefined {
  const isStored = (text: string) => /^\d{13}:\d+:\d+$/.test(text);
  const latest = texts.map(String).filter(isStored).sort().pop();
  return latest?.split(':').slice(1).map(Number) as [number, number] | undefined;
}
