import { type Channel, type ChannelModel } from 'amqplib';
import { type NewDeadLetter } from '../dead-letters';
import { type Claim } from '../event-queue';
import { heartbeatOf } from './connection';
import { type QueueNames } from './names';
import { RabbitmqClaim } from './rabbitmq-claim';
import { Watchdog } from './watchdog';

export interface ConsumersOptions {
  names: QueueNames;
  partitions: number;
  /** Messages that a worker holds of one partition. The same in all workers: returns of different sizes lose their order. */
  prefetch: number;
  tickMs: number;
  bury(this: void, letter: NewDeadLetter): Promise<void>;
  onClaim(this: void, claim: Claim): void;
}

const REGISTER_AGAIN_MS = 500;

/** The broker gives the partitions of a silent worker away after two heartbeats: before that it must stop by itself. */
const toLimitMs = (heartbeatSeconds: number) => (heartbeatSeconds === 0 ? Infinity : 1500 * heartbeatSeconds);

/** A place in the line of one partition. */
interface Registration {
  channel: Channel;
  claim?: RabbitmqClaim;
}

/**
 * Consumes all partitions over one connection. The broker lets one consumer of each be active; all others wait in line.
 * Workers share evenly without anybody who coordinates them: each counts the workers, gives back what is over its share,
 * and steps behind a newcomer in the lines where it waits.
 */
export class Consumers {
  readonly #connection: ChannelModel;
  readonly #options: ConsumersOptions;
  readonly #lines = new Map<number, Registration>();
  readonly #watchdog: Watchdog;
  #presence: Channel | undefined;
  #workers = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(connection: ChannelModel, options: ConsumersOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#watchdog = new Watchdog(toLimitMs(heartbeatOf(connection)), () => {
      this.lose();
      // The next connection begins anew.
      void connection.close().catch(() => undefined);
    });
  }

  async start(): Promise<void> {
    this.#presence = await this.#connection.createChannel();
    this.#presence.on('error', () => undefined);
    await this.#presence.consume(this.#options.names.workers, () => undefined);
    const { partitions } = this.#options;
    const first = Math.floor(Math.random() * partitions);
    for (let n = 0; n < partitions; n += 1) await this.#register((first + n) % partitions);
    this.#tickLater();
  }

  get held(): number {
    return this.#claims().length;
  }

  /** The connection is gone, or we slept. */
  lose(): void {
    this.#stop();
    for (const { claim } of this.#lines.values()) claim?.lose();
    this.#lines.clear();
  }

  /** Asks for all claims back, and resolves when they are released. */
  async drain(): Promise<void> {
    this.#stop();
    await this.#presence?.close().catch(() => undefined);
    for (const { channel, claim } of this.#lines.values()) {
      if (claim === undefined) await channel.close().catch(() => undefined);
      else claim.want();
    }
    while (this.held > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  #stop(): void {
    this.#isStopping = true;
    this.#watchdog.stop();
    clearTimeout(this.#timer);
  }

  #claims(): RabbitmqClaim[] {
    return [...this.#lines.values()].flatMap(({ claim }) => claim ?? []);
  }

  async #register(partition: number): Promise<void> {
    if (this.#isStopping) return;
    const { names, prefetch } = this.#options;
    const channel = await this.#connection.createChannel();
    const line: Registration = { channel };
    this.#lines.set(partition, line);
    channel.on('error', () => undefined);
    channel.on('close', () => this.#ended(partition, line));
    await channel.prefetch(prefetch);
    await channel.consume(names.partition(partition), (delivery) => {
      if (delivery === null) return void channel.close().catch(() => undefined);
      line.claim ??= this.#begin(partition, line);
      line.claim.receive(delivery);
    });
  }

  #begin(partition: number, line: Registration): RabbitmqClaim {
    const claim = new RabbitmqClaim({
      partition,
      channel: line.channel,
      isAwake: () => this.#watchdog.isAwake(),
      bury: this.#options.bury,
      onReleased: () => this.#ended(partition, line),
    });
    this.#options.onClaim(claim);
    return claim;
  }

  /** Our place in this line is gone: whoever works on the claim learns it, and we go to the end of the line. */
  #ended(partition: number, line: Registration): void {
    if (this.#lines.get(partition) !== line) return;
    this.#lines.delete(partition);
    line.claim?.lose();
    if (this.#isStopping) return;
    setTimeout(() => void this.#register(partition).catch(() => undefined), REGISTER_AGAIN_MS);
  }

  #tickLater(): void {
    const { tickMs } = this.#options;
    this.#timer = setTimeout(
      () =>
        void this.#tick()
          .catch(() => undefined)
          .finally(() => this.#isStopping || this.#tickLater()),
      tickMs * (0.9 + Math.random() * 0.2),
    );
  }

  async #tick(): Promise<void> {
    const before = this.#workers;
    const answer = await this.#presence?.checkQueue(this.#options.names.workers);
    this.#workers = Math.max(1, answer?.consumerCount ?? 1);
    if (before > 0 && this.#workers > before) return this.#stepBehind();
    const claims = this.#claims();
    const share = Math.ceil(this.#options.partitions / this.#workers);
    for (const claim of claims.slice(0, Math.max(0, claims.length - share))) claim.want();
  }

  /** A newcomer is last in every line: where we only wait, we go behind it. */
  async #stepBehind(): Promise<void> {
    for (const [partition, line] of [...this.#lines]) {
      if (line.claim !== undefined) continue;
      this.#lines.delete(partition);
      await line.channel.close().catch(() => undefined);
      await this.#register(partition);
    }
  }
}
