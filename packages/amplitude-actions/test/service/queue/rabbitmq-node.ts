import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Debian's script that starts a node as the user who calls it; the one in sbin changes the user. */
const SERVER = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const CONTROL = '/usr/lib/rabbitmq/bin/rabbitmqctl';
const START_MS = 90_000;

export interface RabbitmqNode {
  address: string;
  pid(): number;
  /** SIGKILL: nothing is flushed, nothing is told. */
  kill(): Promise<void>;
  /** Starts it again with what it had on disk. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Runs `rabbitmqctl` for this node. */
  control(...args: string[]): Promise<void>;
}

interface Place {
  directory: string;
  name: string;
  port: number;
  distPort: number;
  peers: readonly string[];
}

/** Private nodes on loopback, which find each other when there are several. They are gone after `stop`, epmd too. */
export async function startRabbitmq(count = 1): Promise<{ nodes: RabbitmqNode[]; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'rabbitmq-'));
  const ports = await freePorts(2 * count + 1);
  const epmdPort = ports[2 * count] ?? 0;
  const epmd = spawn('epmd', ['-port', String(epmdPort), '-address', '127.0.0.1'], { stdio: 'ignore' });
  const peers = ports.slice(0, count).map((port) => `node${port}@localhost`);
  const nodes = peers.map((name, index) =>
    toNode(
      { directory, name, port: ports[index] ?? 0, distPort: ports[count + index] ?? 0, peers },
      epmdPort,
    ),
  );
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    epmd.kill('SIGTERM');
    await exited(epmd);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    // A node that finds no epmd starts one of its own, which nobody ends.
    while (!(await canConnect(epmdPort))) await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, stop };
}

function toNode(place: Place, epmdPort: number): RabbitmqNode {
  const base = join(place.directory, place.name);
  mkdirSync(base, { recursive: true });
  writeFileSync(`${base}/node.conf`, toConfig(place));
  writeFileSync(`${base}/plugins`, '[].');
  let child: ChildProcess | undefined;
  const pid = () => Number(readFileSync(`${base}/pid`, 'utf8'));
  const end = async (signal: NodeJS.Signals) => {
    if (child === undefined) return;
    const ended = exited(child);
    signalIfAlive(pid, signal);
    await ended;
    child = undefined;
  };
  return {
    address: `amqp://guest:guest@127.0.0.1:${place.port}`,
    pid,
    start: async () => {
      child = spawn(SERVER, [], {
        env: toEnvironment(place, base, epmdPort),
        stdio: 'ignore',
        detached: true,
      });
      await accepts(place.port, child, base);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    control: async (...args) => {
      const env = toEnvironment(place, base, epmdPort);
      await promisify(execFile)(CONTROL, ['-n', place.name, ...args], { env });
    },
  };
}

const toConfig = ({ peers }: Place): string =>
  [
    'heartbeat = 6',
    'disk_free_limit.absolute = 100MB',
    'loopback_users.guest = true',
    ...(peers.length > 1
      ? [
          'cluster_formation.peer_discovery_backend = classic_config',
          ...peers.map((peer, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${peer}`),
        ]
      : []),
    '',
  ].join('\n');

const toEnvironment = ({ directory, name, port, distPort }: Place, base: string, epmdPort: number) => ({
  PATH: process.env.PATH,
  HOME: directory,
  ERL_EPMD_PORT: String(epmdPort),
  ERL_EPMD_ADDRESS: '127.0.0.1',
  RABBITMQ_NODENAME: name,
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: String(port),
  RABBITMQ_DIST_PORT: String(distPort),
  RABBITMQ_MNESIA_BASE: `${base}/mnesia`,
  RABBITMQ_LOG_BASE: `${base}/log`,
  RABBITMQ_CONFIG_FILE: `${base}/node.conf`,
  RABBITMQ_ENABLED_PLUGINS_FILE: `${base}/plugins`,
  RABBITMQ_PID_FILE: `${base}/pid`,
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
});

function signalIfAlive(pid: () => number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid(), signal);
  } catch {
    // It is gone, or never wrote its pid.
  }
}

const exited = (child: ChildProcess): Promise<unknown> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));

/** Accepting connections is the last step of a node's start. */
async function accepts(port: number, child: ChildProcess, base: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await canConnect(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`RabbitMQ did not start within ${START_MS / 1000} s: see ${base}/log.`);
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
