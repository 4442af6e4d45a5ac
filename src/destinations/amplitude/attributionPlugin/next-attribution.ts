import { CAMPAIGN_PROPERTIES, type Campaign } from './campaign';
import { toFingerprint, type StoredCampaign } from './stored-campaign';

/** What an event tells Amplitude of a new campaign. */
export interface AttributionChange {
  /** The last touch: what this campaign has. */
  set: Campaign;
  /** The first touch: `initial_…` of all properties, which Amplitude keeps for ever. */
  set_once: Record<string, string>;
  /** What this campaign lacks: the one before may have had it, here or on another device. */
  unset: string[];
}

/** What to store, if anything is known, and what to send, if the campaign is new. */
export interface AttributionStep {
  stored?: StoredCampaign | undefined;
  change?: AttributionChange | undefined;
}

/**
 * Whether a page's campaign is a new one, by the rules of Amplitude's Browser SDK: not where it is direct and within the
 * session; else where there was none before, or where the parameters or the referring site differ.
 *
 * @param campaign None where it does not count: its referrer is excluded, or it was told before.
 * @param sessionId Of the event; 0 where none is known.
 * @param emptyValue Stands for what the first touch lacks.
 */
export function nextAttribution(
  stored: StoredCampaign | undefined,
  campaign: Campaign | undefined,
  sessionId: number,
  emptyValue: string,
): AttributionStep {
  const [known, before] = stored ?? [-1];
  // An event of the session before does not bring that one back.
  const latest = Math.max(sessionId, known);
  const counts = campaign && (latest > known || Object.keys(campaign)[0]);
  const fingerprint = counts ? toFingerprint(campaign) : before;
  if (fingerprint === undefined) return {};
  const isNew = counts && fingerprint !== before;
  return { stored: [latest, fingerprint], change: isNew ? toChange(campaign, emptyValue) : undefined };
}

function toChange(campaign: Campaign, emptyValue: string): AttributionChange {
  return {
    set: campaign,
    set_once: Object.fromEntries(
      CAMPAIGN_PROPERTIES.map((name) => [`initial_${name}`, campaign[name] ?? emptyValue]),
    ),
    unset: CAMPAIGN_PROPERTIES.filter((name) => !campaign[name]),
  };
}
