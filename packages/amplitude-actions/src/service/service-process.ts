import Fastify, { type FastifyInstance } from 'fastify';
import pino, { type Logger } from 'pino';
import { type Io } from '../io';
import { Sources } from './config/sources';
import { createIntake } from './intake/create-intake';
import { addOperationsRoutes } from './intake/operations-routes';
import { Metrics } from './metrics';
import { openQueue } from './open-queue';
import { type EventQueue } from './queue/event-queue';
import { Worker } from './work/worker';

export interface ServiceOptions {
  /** The configuration file. */
  config: string;
  /** Whether it takes events in over HTTP. */
  isIntake: boolean;
  /** Whether it delivers what is in the queue. */
  isWorker: boolean;
  /** RabbitMQ; the embedded queue in `data` when empty. */
  queue: readonly string[];
  data: string;
  host: string;
  /** 0: any free one. Absent: no HTTP at all. */
  port?: number | undefined;
  baseUrl?: string | undefined;
  publicUrl?: string | undefined;
  trustProxy?: boolean | undefined;
  concurrency: number;
  batchSize: number;
}

/** One process of the service: intake, worker or both, from its start to its end. */
export class ServiceProcess {
  readonly #options: ServiceOptions;
  readonly #logger: Logger;
  readonly #metrics = new Metrics();
  readonly #sources: Sources;
  readonly #stop = new AbortController();

  /** @throws {ConfigError} when the configuration cannot be used. */
  constructor(options: ServiceOptions, { stdout }: Pick<Io, 'stdout'>) {
    this.#options = options;
    this.#logger = pino({ base: {} }, stdout);
    this.#sources = new Sources(options.config);
  }

  /** Runs until `stop`; then answers what is in, delivers what is on the wire, and resolves. */
  async run(): Promise<void> {
    const { data, queue: addresses, isWorker } = this.#options;
    const queue = await openQueue(addresses, data);
    this.#metrics.watch(queue);
    try {
      const app = this.#toServer(queue);
      await this.#listen(app);
      const work = isWorker ? this.#toWorker(queue).run(this.#stop.signal) : this.#stopped();
      await this.#stopped();
      this.#logger.info('draining');
      await Promise.all([app?.close(), work]);
    } finally {
      await queue.close();
    }
    this.#logger.info('stopped');
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Reads the configuration again; a wrong one is told and changes nothing. */
  reload(): void {
    try {
      this.#sources.reload();
      this.#logger.info('configuration read again');
    } catch (error) {
      this.#logger.error(`The old configuration stays: ${(error as Error).message}`);
    }
  }

  #toServer(queue: EventQueue): FastifyInstance | undefined {
    const { isIntake, port, trustProxy, publicUrl } = this.#options;
    if (port === undefined) return undefined;
    const [metrics, logger, sources] = [this.#metrics, this.#logger, this.#sources];
    if (isIntake) return createIntake({ sources, queue, metrics, logger, trustProxy, publicUrl });
    const app = Fastify({ forceCloseConnections: 'idle' });
    addOperationsRoutes(app, queue, metrics);
    return app;
  }

  async #listen(app: FastifyInstance | undefined): Promise<void> {
    const { host, port = 0 } = this.#options;
    const address = await app?.listen({ host, port });
    this.#logger.info({ address }, 'ready');
  }

  #toWorker(queue: EventQueue): Worker {
    const { baseUrl, concurrency, batchSize } = this.#options;
    return new Worker({
      queue,
      sources: this.#sources,
      metrics: this.#metrics,
      logger: this.#logger,
      baseUrl,
      concurrency,
      batchSize,
    });
  }

  async #stopped(): Promise<void> {
    const { signal } = this.#stop;
    if (signal.aborted) return;
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
}
