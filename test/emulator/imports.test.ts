import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../src/emulator');
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));

const resolve = (target: string): string =>
  ['.ts', '.tsx', '/index.ts'].map((end) => target + end).find((name) => existsSync(name)) ?? target;

/** What a file imports by a relative path, types included. */
function importsOf(name: string): string[] {
  const text = readFileSync(path.join(ROOT, name), 'utf8');
  const targets = [...text.matchAll(/\bfrom '(\.[^']+)'/g)].map(([, target = '']) => target);
  return targets.map((target) => path.relative(ROOT, resolve(path.join(ROOT, path.dirname(name), target))));
}

const graph = new Map(files.map((name) => [name, importsOf(name)]));

/** The first way from a file back to itself. */
function findCycle(
  name: string,
  way: readonly string[] = [],
  done = new Set<string>(),
): string[] | undefined {
  if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
  if (done.has(name)) return undefined;
  for (const next of graph.get(name) ?? []) {
    const cycle = findCycle(next, [...way, name], done);
    if (cycle) return cycle;
  }
  done.add(name);
  return undefined;
}

it('has no import cycle in the emulator, imports of types included', () => {
  expect(graph.size).toBeGreaterThan(50);
  expect(files.map((name) => findCycle(name)).find(Boolean)).toBeUndefined();
});

it('imports nothing of the destination, so that each can be read without the other', () => {
  const outside = [...graph].flatMap(([name, targets]) =>
    targets
      // What JSON is, is shared by all.
      .filter((target) => target.startsWith('..') && target !== '../json-object.ts')
      .map((target) => `${name} imports ${target}`),
  );

  expect(outside).toEqual([]);
});
