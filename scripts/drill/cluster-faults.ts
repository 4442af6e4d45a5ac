import { type Cluster } from './cluster';

const NODE_DOWN_MS = 8000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What goes wrong, and how. */
export interface ClusterFault {
  name: string;
  /** It needs a second node, or a second intake. */
  needs?: 'nodes' | 'intakes';
  cause(this: void, cluster: Cluster): Promise<void>;
}

export const CLUSTER_FAULTS: readonly ClusterFault[] = [
  {
    name: 'kill -9 of a worker; another starts',
    cause: async (cluster) => {
      await cluster.workers[0]?.end('SIGKILL');
      await cluster.startWorker(0);
    },
  },
  {
    name: `kill -9 of a RabbitMQ node, back after ${NODE_DOWN_MS / 1000} s`,
    needs: 'nodes',
    cause: restartNode,
  },
  {
    name: 'SIGSTOP of a worker for 12 s, SIGCONT',
    cause: async (cluster) => {
      cluster.workers[1]?.child.kill('SIGSTOP');
      // Its silent connection ends after two to three heartbeats: others have its partitions when it wakes.
      await sleep(12_000);
      cluster.workers[1]?.child.kill('SIGCONT');
    },
  },
  {
    name: 'kill -9 of an intake; another starts',
    needs: 'intakes',
    cause: async (cluster) => {
      await cluster.intakes[0]?.end('SIGKILL');
      await cluster.startIntake(0);
    },
  },
  {
    name: 'kill -9 of a worker and of a node at once',
    needs: 'nodes',
    cause: async (cluster) => {
      await Promise.all([cluster.workers[2]?.end('SIGKILL'), restartNode(cluster)]);
      await cluster.startWorker(2);
    },
  },
];

async function restartNode({ nodes }: Cluster): Promise<void> {
  await nodes[0]?.kill();
  await sleep(NODE_DOWN_MS);
  await nodes[0]?.start();
}
