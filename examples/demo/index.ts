import { join } from 'node:path';
import { ExitCode } from '../../packages/amplitude-actions/src/exit-code';
import { runDemo } from './run-demo';

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', () => process.exit());

const [path = join(__dirname, 'events.ndjson'), ...more] = process.argv.slice(2);

if (more.length > 0) {
  console.error('Give the demo one file: npm run demo -- my-events.ndjson');
  process.exitCode = ExitCode.badUse;
} else {
  void runDemo(path, process.stdout).then((code) => (process.exitCode = code));
}
