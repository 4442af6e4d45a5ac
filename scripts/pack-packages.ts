import { join } from 'node:path';
import { putDocs, takeDocs } from './package-docs';
import { readPackages, ROOT } from './packages';
import { runProgram } from './run-program';

/**
 * Builds and packs every package into a folder. Resolves with the path of each tarball, by the package's name, in the order
 * in which they are published.
 */
export async function packPackages(into: string, root = ROOT): Promise<Map<string, string>> {
  await runProgram(root, 'npm', 'run', 'build');
  const tarballs = new Map<string, string>();
  for (const { folder, manifest } of readPackages(root)) {
    putDocs(folder, root);
    try {
      // Without scripts: they would build once more for each package.
      await runProgram(join(root, folder), 'npm', 'pack', '--ignore-scripts', '--pack-destination', into);
    } finally {
      takeDocs(folder, root);
    }
    tarballs.set(manifest.name, join(into, `${manifest.name}-${manifest.version}.tgz`));
  }
  return tarballs;
}
