import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCRIPT_TAGS } from '../../scripts/build-session-plugin';
import amplitudeDestination, * as entry from '../../src';

const ROOT = join(__dirname, '../..');

interface Manifest {
  engines: { node: string };
  exports: Record<string, unknown>;
  files: string[];
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** Every file that an `exports` entry names, whatever its conditions. */
const targetsOf = (entry: unknown): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry as object).flatMap(targetsOf);

const targets = Object.values(manifest.exports)
  .flatMap(targetsOf)
  .filter((path) => path.startsWith('./dist/'));

describe('package.json', () => {
  it.each(targets)('exports %s, which is built from a source', (path) => {
    const file = path.replace(/^\.\/dist\//, '');
    const [scriptTag] = Object.entries(SCRIPT_TAGS).find(([, built]) => built === file) ?? [];
    const stem =
      scriptTag === undefined ? file.replace(/(\.d)?\.m?[jt]s$/, '') : `session-plugin/${scriptTag}`;
    expect(existsSync(join(ROOT, 'src', `${stem}.ts`))).toBe(true);
  });

  it('gives types to everything that can be imported', () => {
    const untyped = Object.entries(manifest.exports)
      .filter(([name]) => !/\.(js|json)$/.test(name))
      .filter(([, target]) => !targetsOf(target).some((path) => /\.d\.m?ts$/.test(path)))
      .map(([name]) => name);
    expect(untyped).toEqual([]);
  });

  it('shares actions-core with its host: a peer, and a development dependency of the same range', () => {
    const range = manifest.peerDependencies['@segment/actions-core'];
    expect(range).toBe('^3.170.0');
    expect(manifest.devDependencies['@segment/actions-core']).toBe(range);
    expect(manifest.dependencies).not.toHaveProperty('@segment/actions-core');
  });

  it('depends on what actions-core needs and does not declare', () => {
    expect(manifest.dependencies).toHaveProperty('liquidjs');
    expect(manifest.dependencies).toHaveProperty('@types/json-schema');
  });

  it('asks for a Node.js that has AbortSignal.any', () => {
    expect(manifest.engines.node).toBe('>=20.3');
  });
});

describe('package-lock.json', () => {
  it('names packages by hash and no address they came from', () => {
    const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    expect(lock).toContain('"integrity"');
    expect(lock).not.toMatch(/"resolved": "[^"]*:/);
  });
});

describe('the server entry', () => {
  it('has the destination as its default export and by name', () => {
    expect(amplitudeDestination).toBe(entry.amplitudeDestination);
    expect(Object.keys(entry).sort()).toEqual([
      'amplitudeDestination',
      'createAmplitudeDestination',
      'default',
    ]);
  });
});
