/** What memory knows of one partition on disk. */
export class Partition {
  messages = 0;
  bytes = 0;
  /** No message below this sequence is left. Reading from the first key on would walk over all that were deleted. */
  cursor = 0;
  isHeld = false;
  #listeners: (() => void)[] = [];

  added(bytes: number): void {
    this.messages += 1;
    this.bytes += bytes;
  }

  removed(bytes: number): void {
    this.messages -= 1;
    this.bytes -= bytes;
  }

  /** Wakes everybody who waits for messages. */
  wake(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }

  /** Resolves at the next `wake`, or when the signal is aborted. */
  async change(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#listeners.push(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
