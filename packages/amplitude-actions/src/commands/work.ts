import { type Command } from 'commander';
import { CliError } from '../cli-error';
import { toCount } from '../number-options';
import { runService } from '../service/run-service';
import { type CommandHost } from './command-host';
import { addServiceOptions, toAddresses, type ServiceFlags } from './service-options';

const EXAMPLES = `
Start as many as you need: RabbitMQ gives each a share of the users, and the share of one that ends to the others.

Examples:
  amplitude-actions work --config amplitude.yaml --queue amqp://user:password@one:5672 amqp://user:password@two:5672
  amplitude-actions work --config amplitude.yaml --queue amqp://guest:guest@127.0.0.1:5672 --port 9100`;

export function addWork(program: Command, { io }: CommandHost): void {
  addServiceOptions(
    program.command('work').description('Deliver to Amplitude what "serve --queue" put into RabbitMQ'),
  )
    .option('--port <number>', 'port for /healthz, /readyz and /metrics; none by default', toCount(0, 65_535))
    .addHelpText('after', EXAMPLES)
    .action(async ({ queue, ...flags }: ServiceFlags) => {
      const addresses = toAddresses(queue);
      if (addresses.length === 0) throw new CliError('Give --queue: "serve" without it delivers by itself.');
      await runService({ ...flags, queue: addresses, data: '', isIntake: false, isWorker: true }, io);
    });
}
