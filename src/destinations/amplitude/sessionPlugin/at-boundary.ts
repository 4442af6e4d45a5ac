/** Longest wait for another tab. An event that still waits when the page is left is lost. */
const PATIENCE = 500;
/** What a tab wrote is seen by the next holder of the lock a few milliseconds later (measured in Chromium). */
const HOLD = 5;

/**
 * Runs `work` once, when no other tab of this site runs its own, or after half a second. Resolves right after it ran.
 * Call it only where `navigator.locks` exists: a page without https has none.
 */
export function atBoundary(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    const controller = new AbortController();
    let isDone = false;
    const run = () => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      work();
      resolve();
    };
    const timer = setTimeout(() => {
      controller.abort();
      run();
    }, PATIENCE);
    navigator.locks
      .request('amplitude_session', { signal: controller.signal }, () => {
        run();
        return new Promise((release) => setTimeout(release, HOLD));
      })
      .catch(run);
  });
}
