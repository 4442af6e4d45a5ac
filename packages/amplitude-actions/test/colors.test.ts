import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { toColors } from '../src/colors';

const red = '\u001b[31mwarm\u001b[39m';

it('colours for a terminal', () => {
  expect(toColors(Object.assign(new PassThrough(), { hasColors: () => true })).red('warm')).toBe(red);
});

it('does not for a terminal without colours', () => {
  expect(toColors(Object.assign(new PassThrough(), { hasColors: () => false })).red('warm')).toBe('warm');
});

it.each(['CI', 'FORCE_COLOR'])('does not for a pipe, even where %s is set', (variable) => {
  const program = `const { toColors } = require('./packages/amplitude-actions/src/colors'); console.log(toColors(process.stdout).red('warm'));`;
  const { stdout } = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, [variable]: '1' },
  });
  expect(stdout).toBe('warm\n');
});
