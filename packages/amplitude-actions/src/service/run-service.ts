import { CliError } from '../cli-error';
import { type Io } from '../io';
import { ConfigError } from './config/config-error';
import { QueueUnavailableError } from './queue/queue-errors';
import { ServiceProcess, type ServiceOptions } from './service-process';

/** Runs the process until it is asked to end. SIGHUP reads the configuration again. */
export async function runService(options: ServiceOptions, io: Io): Promise<void> {
  try {
    const service = new ServiceProcess(options, io);
    const reload = () => service.reload();
    const stopListening = io.onInterrupt(() => service.stop());
    process.on('SIGHUP', reload);
    try {
      await service.run();
    } finally {
      process.off('SIGHUP', reload);
      stopListening();
    }
  } catch (error) {
    const isOurs = error instanceof ConfigError || error instanceof QueueUnavailableError;
    const { code } = error as NodeJS.ErrnoException;
    if (isOurs || code === 'EADDRINUSE' || code === 'EACCES') throw new CliError((error as Error).message);
    throw error;
  }
}
