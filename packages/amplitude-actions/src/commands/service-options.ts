import { type Command } from 'commander';
import { CliError } from '../cli-error';
import { toCount } from '../number-options';

/** Flags that `serve` and `work` share. */
export interface ServiceFlags {
  config: string;
  queue?: string[];
  host: string;
  port?: number;
  baseUrl?: string;
  concurrency: number;
  batchSize: number;
}

export function addServiceOptions(command: Command): Command {
  return command
    .requiredOption('--config <file>', 'JSON or YAML: {"sources": [{"writeKey", "settings": {"apiKey"}}]}')
    .option('--queue <address...>', 'RabbitMQ: amqp://user:password@host:5672, one or several nodes')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--base-url <url>', 'send to this address in place of Amplitude')
    .option('--concurrency <count>', 'calls in flight for each source', toCount(1, 100), 8)
    .option('--batch-size <count>', 'events in a call', toCount(1, 2000), 500);
}

/** The addresses of a queue, checked; the password of one is never repeated. */
export function toAddresses(addresses: readonly string[] = []): readonly string[] {
  for (const address of addresses) {
    if (!URL.canParse(address) || !/^amqps?:$/.test(new URL(address).protocol)) {
      throw new CliError('--queue takes addresses such as amqp://user:password@host:5672.');
    }
  }
  return addresses;
}
