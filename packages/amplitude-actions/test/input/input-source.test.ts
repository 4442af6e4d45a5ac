import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { toInputSources, toOrigin } from '../../src/input/input-source';
import { useDirectory } from '../run-cli';

const files = useDirectory();
const namesOf = (...paths: string[]) =>
  toInputSources(paths).map(({ name }) => relative(files.path(''), name));

describe(toInputSources, () => {
  beforeEach(() => {
    for (const day of ['day=2', 'day=10']) {
      mkdirSync(files.path(`logs/source/${day}`), { recursive: true });
      files.write(`logs/source/${day}/b.gz`, '');
      files.write(`logs/source/${day}/a.json`, '');
    }
    files.write('logs/_SUCCESS', '');
    files.write('logs/.hidden', '');
  });

  it('takes all the files in a folder and below it, in the order of their names, numbers as numbers', () => {
    expect(namesOf(files.path('logs'))).toEqual([
      'logs/source/day=2/a.json',
      'logs/source/day=2/b.gz',
      'logs/source/day=10/a.json',
      'logs/source/day=10/b.gz',
    ]);
  });

  it('takes the files that a pattern matches, with ** for folders in any depth', () => {
    expect(namesOf(files.path('logs/**/*.gz'))).toEqual([
      'logs/source/day=2/b.gz',
      'logs/source/day=10/b.gz',
    ]);
  });

  it('takes a file whose name looks like a pattern for that file', () => {
    expect(namesOf(files.write('a[1].json', ''))).toEqual(['a[1].json']);
  });

  it('refuses a pattern that matches nothing, an empty folder, and a file that is named twice', () => {
    expect(() => toInputSources([files.path('*.csv')])).toThrow(/\*\.csv matches no file\./);
    mkdirSync(files.path('empty'));
    expect(() => toInputSources([files.path('empty')])).toThrow(/empty is a folder without files\./);
    expect(() => toInputSources([files.path('logs'), files.path('logs/source/day=2/a.json')])).toThrow(
      /a\.json is named twice; name each file once\./,
    );
  });
});

describe(toOrigin, () => {
  it('is the same however the path is written, and another for each file', () => {
    const [one, two] = [files.write('one', ''), files.write('two', '')];
    expect(toOrigin({ name: one, path: one })).toBe(
      toOrigin({ name: 'x', path: one.replace('/one', '/./one') }),
    );
    expect(toOrigin({ name: one, path: one })).not.toBe(toOrigin({ name: two, path: two }));
  });
});
