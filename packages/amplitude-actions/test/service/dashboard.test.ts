import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from '../../src/service/metrics';
import { openEmbeddedQueue } from '../../src/service/queue/embedded/embedded-queue';
import { useDirectory } from '../run-cli';

const files = useDirectory();
const { panels } = JSON.parse(
  readFileSync(join(__dirname, '../../../../examples/service/grafana.json'), 'utf8'),
) as { panels: { title: string; targets: { expr: string }[] }[] };

const isOurs = (name: string) => name.startsWith('amplitude_actions_');
const asked = new Set(
  panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/amplitude_actions_\w+/g) ?? [])),
);

/** Names as Prometheus knows them: a histogram has three, and is looked at through its buckets. */
async function toNames(): Promise<string[]> {
  const queue = await openEmbeddedQueue(files.path('data'), { minFreeBytes: 0 });
  const metrics = new Metrics();
  metrics.watch(queue);
  const all = await metrics.registry.getMetricsAsJSON();
  await queue.close();
  return all
    .filter(({ name }) => isOurs(name))
    .map(({ name, type }) => (String(type) === 'histogram' ? `${name}_bucket` : name));
}

describe('the dashboard', () => {
  it('asks for no metric that the service does not have, and leaves none out', async () => {
    expect([...asked].sort()).toEqual((await toNames()).sort());
  });

  it('asks for something in each panel', () => {
    for (const { targets } of panels) expect(targets.length).toBeGreaterThan(0);
  });
});
