/** Longest wait for another tab. An event that still waits when the page is left is lost. */
const PATIENCE = 500;
/** What a tab wrote is seen by the next holder of the lock a few milliseconds later (measured in Chromium). */
const HOLD = 5;

/**
 * Runs `work` when no other tab of this site runs its own, or without that after half a second. Resolves right after.
 * Call it only where `navigator.locks` exists: a page without https has none.
 */
export function atBoundary<T>(work: () => T): Promise<T> {
  return new Promise<void>((go) => {
    setTimeout(go, PATIENCE);
    navigator.locks
      .request('amplitude_session', () => {
        go();
        return new Promise((release) => setTimeout(release, HOLD));
      })
      .catch(go);
  }).then(work);
}
