import { type Command } from 'commander';
import { CliError } from '../cli-error';
import { type LetterChoice, type LetterPlace } from '../dead/service-letters';
import { toAddresses } from './service-options';

export interface PlaceFlags extends LetterChoice {
  data?: string;
  queue?: string[];
}

/** For letters of a service in place of those in a file. */
export function addPlaceOptions(command: Command): Command {
  return command
    .option('--data <directory>', 'the letters of a "serve" with this directory, which must not run')
    .option('--queue <address...>', 'the letters of a service on RabbitMQ: amqp://user:password@host:5672')
    .option('--reason <text>', 'of a service: only letters whose reason holds this text');
}

/** Undefined when a file is named. @throws {CliError} when not exactly one place is named. */
export function toPlace(file: string | undefined, { data, queue }: PlaceFlags): LetterPlace | undefined {
  if ([file, data, queue].filter((each) => each !== undefined).length !== 1) {
    throw new CliError('Say where the letters are: a file, or --data, or --queue.');
  }
  return file === undefined ? { data, queue: queue && toAddresses(queue) } : undefined;
}
