import { type DeadReason } from '../queue/dead-letters';
import { type Claim, type Message } from '../queue/event-queue';

const BURY_AGAIN_MS = 1000;

/** A claim, and what of it is on its way: it may be given back when nothing is. */
export class HeldPartition {
  readonly claim: Claim;
  #isClosed = false;
  #onWire = 0;
  #acks: Message[] = [];
  #isFlushing = false;
  readonly #burials = new Set<Promise<void>>();
  #wake: (() => void) | undefined;

  constructor(claim: Claim) {
    this.claim = claim;
  }

  /** Whether events of it may be sent: no more once it is lost, or to be given back. */
  get isOpen(): boolean {
    return !this.#isClosed && !this.claim.lost.aborted;
  }

  sent(): void {
    this.#onWire += 1;
  }

  /** After the answer was read. */
  landed(): void {
    this.#onWire -= 1;
    this.#wake?.();
  }

  /** Those of one call go together. */
  ack(message: Message): void {
    this.#acks.push(message);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => void this.#flush());
  }

  /** The dead letter first, then the acknowledgement; until that works or the claim is lost. */
  bury(message: Message, reason: DeadReason): void {
    const burial = this.#bury(message, reason).finally(() => {
      this.#burials.delete(burial);
      this.#wake?.();
    });
    this.#burials.add(burial);
  }

  /** Sends nothing more of it, waits for what is out, and gives it back. */
  async release(): Promise<void> {
    this.#isClosed = true;
    const { lost } = this.claim;
    const wake = () => this.#wake?.();
    lost.addEventListener('abort', wake);
    while (!lost.aborted && (this.#onWire > 0 || this.#burials.size > 0)) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    lost.removeEventListener('abort', wake);
    await this.#flush();
    await this.claim.release();
  }

  async #flush(): Promise<void> {
    this.#isFlushing = false;
    const messages = this.#acks;
    this.#acks = [];
    if (messages.length > 0) await this.claim.ack(messages);
  }

  async #bury(message: Message, reason: DeadReason): Promise<void> {
    while (!this.claim.lost.aborted) {
      try {
        return await this.claim.bury(message, reason);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, BURY_AGAIN_MS));
      }
    }
  }
}
