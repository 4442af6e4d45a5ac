import type { SegmentEvent } from '@segment/analytics-react-native';

/**
 * Runs the closure that a call may bring (`client.track(name, properties, closure)`) before the client does, since it
 * may opt the event out or change its time. It runs once, and still has the last word over later plugins.
 */
export function applyClosure(event: SegmentEvent): {
  enriched: SegmentEvent;
  /** The event for the plugins that follow, with what the closure decided and these integrations at the end. */
  withEnrichment: (event: SegmentEvent, integrations?: SegmentEvent['integrations']) => SegmentEvent;
} {
  const { enrichment } = event;
  if (typeof enrichment !== 'function') return { enriched: event, withEnrichment: (next) => next };

  const enriched = enrichment({ ...event });
  const changes = Object.fromEntries(
    Object.entries(enriched).filter(([name, value]) => value !== event[name as keyof SegmentEvent]),
  );
  return {
    enriched,
    withEnrichment: (next, integrations) => ({
      ...next,
      enrichment: (later) => ({ ...later, ...changes, ...(integrations && { integrations }) }),
    }),
  };
}
