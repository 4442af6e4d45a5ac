import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Manifest } from '../../scripts/packages';
import { release, type ReleaseOptions } from '../../scripts/release/release';
import { runProgram } from '../../scripts/run-program';
import { startRegistry, type Registry } from './start-registry';

const ADDRESS = 'https://git.example.com/acme/amplitude';
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n- Two.\n\n## [0.1.0]\n\n- All.\n';
const LIBRARY = 'the-library';

const manifest = (name: string, more: object = {}): string =>
  `${JSON.stringify({ name, version: '0.1.0', exports: './index.js', files: ['*.md'], ...more }, null, 2)}\n`;

/** A repository of three packages, as ours is, with real git and real npm. */
const repository = (registry: string): Record<string, string> => ({
  'package.json': manifest(LIBRARY, {
    scripts: { build: 'true' },
    workspaces: ['packages/*'],
    // As in our own package.json: the workspaces find the library without a registry.
    devDependencies: { [LIBRARY]: 'file:.' },
  }),
  'packages/session-plugin/package.json': manifest('the-session-plugin'),
  'packages/amplitude-actions/package.json': manifest('the-command', {
    dependencies: { [LIBRARY]: '^0.1.0' },
  }),
  'packages/session-plugin/README.md': '# Plugin\n',
  'packages/amplitude-actions/README.md': '# Command\n',
  'CHANGELOG.md': CHANGELOG,
  '.gitignore': 'node_modules\n',
  '.npmrc': `registry=${registry}\n${registry.replace('http:', '')}:_authToken=none\naudit=false\nupdate-notifier=false\n`,
});

describe('a release', () => {
  let registry: Registry;
  let root: string;
  let said: string[];

  const git = (...args: string[]): Promise<string> => runProgram(root, 'git', ...args);
  const read = (folder: string): Manifest =>
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  const run = (options: Partial<ReleaseOptions> = {}): Promise<void> =>
    release({ root, address: ADDRESS, dryRun: false, say: (line) => said.push(line), ...options });

  beforeEach(async () => {
    registry = await startRegistry();
    root = mkdtempSync(join(tmpdir(), 'release-test-'));
    said = [];
    for (const [path, text] of Object.entries(repository(registry.url))) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    await git('init', '--quiet');
    await git('config', 'user.email', 'test@example.com');
    await git('config', 'user.name', 'Test');
    await git('add', '.');
    await git('commit', '--quiet', '-m', 'all');
  });
  afterEach(async () => {
    await registry.close();
    rmSync(root, { recursive: true });
  });

  it('in a dry run says what it would do and does none of it', async () => {
    await run({ dryRun: true });
    expect(said).toEqual([
      'version     0.1.0 → 0.2.0, in every package.json',
      `repository  ${ADDRESS}, in every package.json`,
      'changelog   2 entries under 0.2.0',
      'tag         v0.2.0',
      `publish     ${LIBRARY}`,
      'publish     the-session-plugin',
      'publish     the-command',
      'Dry run: nothing was changed or published.',
    ]);
    expect(await git('status', '--porcelain')).toBe('');
    expect(await git('tag')).toBe('');
    expect(registry.published).toEqual([]);
  });

  it('writes version and addresses, commits, tags and publishes, what others depend on first; broken off, it goes on', async () => {
    registry.refused = 'the-session-plugin';
    await expect(run()).rejects.toThrow('npm publish');
    registry.refused = undefined;
    await run();
    expect(said).toContain(`${LIBRARY} is published already`);
    expect(read('packages/amplitude-actions')).toMatchObject({
      version: '0.2.0',
      dependencies: { [LIBRARY]: '^0.2.0' },
      repository: { type: 'git', url: `git+${ADDRESS}.git`, directory: 'packages/amplitude-actions' },
      homepage: `${ADDRESS}#readme`,
      bugs: { url: `${ADDRESS}/issues` },
    });
    expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toMatch(
      /## \[Unreleased\]\n\n## \[0\.2\.0\] - \d/,
    );
    expect(await git('tag', '--points-at', 'HEAD')).toBe('v0.2.0\n');
    expect(await git('status', '--porcelain')).toBe('');
    expect(registry.published).toEqual([`${LIBRARY}@0.2.0`, 'the-session-plugin@0.2.0', 'the-command@0.2.0']);
  });

  it('goes by the version that the changelog names, also when every package.json has it already', async () => {
    writeFileSync(
      join(root, 'CHANGELOG.md'),
      CHANGELOG.replace('[Unreleased]', '[Unreleased] 0.1.0').replace('## [0.1.0]', '## [0.0.9]'),
    );
    await git('commit', '--quiet', '-am', 'prepared');
    await run();
    expect(read('.').version).toBe('0.1.0');
    expect(await git('tag', '--points-at', 'HEAD')).toBe('v0.1.0\n');
    expect(registry.published).toContain(`${LIBRARY}@0.1.0`);
  });

  it.each([
    ['without an address', { address: undefined }, 'Say where the repository is'],
    ['with an address that is none', { address: 'acme/amplitude' }, '"acme/amplitude" is no https address'],
    ['in a version that is none', { version: 'next' }, '"next" is no version'],
    ['in the version that is out', { version: '0.1.0' }, 'Version 0.1.0 exists already'],
  ])('is refused %s', async (_why, options, message) => {
    await expect(run(options)).rejects.toThrow(message);
    expect(await git('status', '--porcelain')).toBe('');
  });

  it('is refused with changes that are not committed', async () => {
    writeFileSync(join(root, 'new.txt'), '');
    await expect(run()).rejects.toThrow('Commit first, or put away:\n?? new.txt');
  });

  it('is refused when nothing is unreleased', async () => {
    writeFileSync(join(root, 'CHANGELOG.md'), '# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n');
    await git('commit', '--quiet', '-am', 'nothing new');
    await expect(run()).rejects.toThrow('nothing under [Unreleased]');
    expect(registry.published).toEqual([]);
  });
});
