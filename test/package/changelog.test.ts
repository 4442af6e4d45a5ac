import {
  changelogFault,
  nextVersion,
  plannedVersion,
  releaseChangelog,
  unreleasedOf,
} from '../../scripts/changelog';

const changelog = (unreleased: string): string =>
  `# Changelog\n\n## [Unreleased]\n\n${unreleased}## [0.1.0]\n\n### Added\n\n- Everything.\n`;

const ENTRY = '### Fixed\n\n- A number.\n\n';

describe(unreleasedOf, () => {
  it('ends at the last release', () => {
    expect(unreleasedOf(changelog(ENTRY))).toBe(ENTRY.trim());
    expect(unreleasedOf(changelog(''))).toBe('');
  });

  it('fails without its heading', () => {
    expect(() => unreleasedOf('# Changelog')).toThrow('no heading "## [Unreleased]"');
  });
});

describe(releaseChangelog, () => {
  it('moves what is unreleased under the version', () => {
    const released = releaseChangelog(changelog(ENTRY), '0.1.1', '2026-01-31');
    expect(unreleasedOf(released)).toBe('');
    expect(released).toContain(`## [Unreleased]\n\n## [0.1.1] - 2026-01-31\n\n${ENTRY}## [0.1.0]`);
  });

  it('refuses when nothing is unreleased', () => {
    expect(() => releaseChangelog(changelog(''), '0.1.1', '2026-01-31')).toThrow(
      'nothing under [Unreleased]',
    );
  });
});

describe(plannedVersion, () => {
  it('is the one that the heading of what is unreleased names', () => {
    const planned = changelog(ENTRY).replace('[Unreleased]', '[Unreleased] 0.2.0');
    expect(plannedVersion(planned)).toBe('0.2.0');
    expect(unreleasedOf(planned)).toBe(ENTRY.trim());
    expect(plannedVersion(releaseChangelog(planned, '0.2.0', '2026-01-31'))).toBeUndefined();
  });

  it('is none when it names none', () => {
    expect(plannedVersion(changelog(ENTRY))).toBeUndefined();
  });
});

describe(nextVersion, () => {
  it.each([
    ['a patch for what was mended', '1.2.3', '### Fixed\n\n- x', '1.2.4'],
    ['a minor version for what was added', '1.2.3', '### Added\n\n- x\n\n### Fixed\n\n- y', '1.3.0'],
    ['a major version for what was removed', '1.2.3', '### Removed\n\n- x', '2.0.0'],
    ['a major version for what is called breaking', '1.2.3', '### Changed\n\n- Breaking: x', '2.0.0'],
    ['a minor version for what breaks before 1.0', '0.2.3', '### Removed\n\n- x', '0.3.0'],
  ])('is %s', (_what, version, unreleased, next) => {
    expect(nextVersion(version, unreleased)).toBe(next);
  });
});

describe(changelogFault, () => {
  it.each(['src/index.ts', 'packages/amplitude-actions/src/main.ts'])(
    'names %s when it changed unsaid',
    (file) => {
      expect(changelogFault(['README.md', file], changelog(ENTRY), changelog(ENTRY))).toContain(file);
    },
  );

  it('is none when the change is said, or when no source changed', () => {
    expect(changelogFault(['src/index.ts'], changelog(''), changelog(ENTRY))).toBeUndefined();
    expect(changelogFault(['test/a.test.ts', 'docs/src/a.md'], changelog(''), changelog(''))).toBeUndefined();
  });
});
