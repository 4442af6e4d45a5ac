/** The heading names the version that is being made, once that is known: `## [Unreleased] 1.2.3`. */
const UNRELEASED = /^## \[Unreleased\](?: (\d+\.\d+\.\d+))?$/m;
const NEXT_RELEASE = /^## \[(?!Unreleased)/m;

/** What stands below `[Unreleased]` and above the last release, without blank lines around it. */
export function unreleasedOf(changelog: string): string {
  const heading = UNRELEASED.exec(changelog);
  if (heading === null) throw new Error('CHANGELOG.md has no heading "## [Unreleased]".');
  const below = changelog.slice(heading.index + heading[0].length);
  return below.slice(0, NEXT_RELEASE.exec(below)?.index ?? below.length).trim();
}

/** The version that the heading of what is unreleased names, if it names one. */
export function plannedVersion(changelog: string): string | undefined {
  return UNRELEASED.exec(changelog)?.[1];
}

/** The changelog after a release: what was unreleased stands under the version, and `[Unreleased]` is empty. */
export function releaseChangelog(changelog: string, version: string, date: string): string {
  if (unreleasedOf(changelog) === '') throw new Error('CHANGELOG.md has nothing under [Unreleased].');
  return changelog.replace(UNRELEASED, `## [Unreleased]\n\n## [${version}] - ${date}`);
}

/**
 * The next version by what is unreleased. While the major version is 0, what breaks raises the minor one.
 *
 * @example nextVersion('1.2.3', '### Fixed\n\n- …') // '1.2.4'
 */
export function nextVersion(version: string, unreleased: string): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const breaks = /^### Removed|\bbreaking\b/im.test(unreleased);
  if (breaks && major > 0) return `${major + 1}.0.0`;
  if (breaks || /^### (Added|Changed|Deprecated)/m.test(unreleased)) return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}

/** What is wrong with a change of the source, or undefined: whoever changes it says so to those who use it. */
export function changelogFault(changed: readonly string[], before: string, now: string): string | undefined {
  const sources = changed.filter((file) => /^(packages\/[^/]+\/)?src\//.test(file));
  if (sources.length === 0 || unreleasedOf(now) !== unreleasedOf(before)) return undefined;
  return `${sources.length} source files changed, ${sources[0]} first, and [Unreleased] in CHANGELOG.md did not.`;
}
