import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startRabbitmq,
  type RabbitmqNode,
} from '../../packages/amplitude-actions/test/service/queue/rabbitmq-node';
import {
  bundleCommandLine,
  startService,
  type ServiceInstance,
} from '../../packages/amplitude-actions/test/service/start-service';

export interface ClusterSize {
  nodes: number;
  intakes: number;
  workers: number;
}

export interface ClusterOptions extends ClusterSize {
  /** Where the events go in place of Amplitude. */
  baseUrl: string;
  writeKey: string;
  apiKey: string;
}

/** Seconds. A worker that is silent loses its partitions after two or three of these. */
const HEARTBEAT = 3;

/** RabbitMQ nodes, intakes and workers of one service, each a process of its own on this machine. */
export class Cluster {
  readonly nodes: readonly RabbitmqNode[];
  readonly intakes: ServiceInstance[] = [];
  readonly workers: ServiceInstance[] = [];
  readonly #directory: string;
  readonly #options: ClusterOptions;
  readonly #stopNodes: () => Promise<void>;

  /** Use {@link Cluster.start}. */
  constructor(options: ClusterOptions, nodes: readonly RabbitmqNode[], stopNodes: () => Promise<void>) {
    this.#options = options;
    this.nodes = nodes;
    this.#stopNodes = stopNodes;
    this.#directory = mkdtempSync(join(tmpdir(), 'drill-cluster-'));
    const { writeKey, apiKey } = options;
    writeFileSync(this.#config, JSON.stringify({ sources: [{ writeKey, settings: { apiKey } }] }));
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    bundleCommandLine();
    const server = await startRabbitmq(options.nodes);
    const cluster = new Cluster(options, server.nodes, () => server.stop());
    try {
      for (let n = 0; n < options.intakes; n += 1) await cluster.startIntake(n);
      for (let n = 0; n < options.workers; n += 1) await cluster.startWorker(n);
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  async startIntake(index: number): Promise<void> {
    this.intakes[index] = await this.#start('serve', '--port', '0');
  }

  async startWorker(index: number): Promise<void> {
    this.workers[index] = await this.#start('work');
  }

  async stop(): Promise<void> {
    for (const { child, end } of [...this.workers, ...this.intakes]) {
      child.kill('SIGCONT');
      await end('SIGKILL');
    }
    await this.#stopNodes();
    rmSync(this.#directory, { recursive: true });
  }

  get #config(): string {
    return join(this.#directory, 'config.json');
  }

  #start(...args: string[]): Promise<ServiceInstance> {
    const addresses = this.nodes.map(({ address }) => `${address}?heartbeat=${HEARTBEAT}`);
    const shared = ['--config', this.#config, '--base-url', this.#options.baseUrl, '--queue', ...addresses];
    return startService([...args, ...shared]);
  }
}
