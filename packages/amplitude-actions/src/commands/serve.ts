import { type Command } from 'commander';
import { toCount } from '../number-options';
import { runService } from '../service/run-service';
import { type CommandHost } from './command-host';
import { addServiceOptions, toAddresses, type ServiceFlags } from './service-options';

const EXAMPLES = `
Without --queue the events wait in a directory of this machine, and this process delivers them too.
With --queue they wait in RabbitMQ, and "amplitude-actions work" delivers them.

Examples:
  amplitude-actions serve --config amplitude.yaml --port 8080 --data /var/lib/amplitude-actions
  amplitude-actions serve --config amplitude.yaml --queue amqp://user:password@one:5672 amqp://user:password@two:5672`;

interface Flags extends ServiceFlags {
  port: number;
  data: string;
  publicUrl?: string;
  trustProxy?: boolean;
}

export function addServe(program: Command, { io }: CommandHost): void {
  addServiceOptions(
    program
      .command('serve')
      .description("Take events from Segment's libraries over HTTP, keep them in a queue and deliver them"),
  )
    .option('--port <number>', 'port to listen on; 0 for any', toCount(0, 65_535), 8080)
    .option('--data <directory>', 'where the events wait', 'amplitude-actions-data')
    .option('--public-url <url>', 'where pages reach this service, for analytics.js')
    .option('--trust-proxy', 'believe the addresses in X-Forwarded-For')
    .addHelpText('after', EXAMPLES)
    .action(async ({ queue, ...flags }: Flags) => {
      const addresses = toAddresses(queue);
      await runService({ ...flags, queue: addresses, isIntake: true, isWorker: addresses.length === 0 }, io);
    });
}
