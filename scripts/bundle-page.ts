/** Bundles the emulator's page: one script and one style, as text. Run by itself, it puts them into what tsc wrote. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { PageAssets } from '../src/emulator/page-assets';

const root = path.join(__dirname, '..');
const page = path.join(root, 'src/emulator/page');

export async function bundlePage(): Promise<PageAssets> {
  const common: BuildOptions = {
    bundle: true,
    minify: true,
    charset: 'utf8',
    write: false,
    absWorkingDir: root,
  };
  const [script, style] = await Promise.all([
    build({
      ...common,
      entryPoints: [path.join(page, 'main.tsx')],
      format: 'esm',
      target: 'es2022',
      tsconfig: path.join(page, 'tsconfig.json'),
      // The other build of jsonc-parser hides its modules from the bundler.
      mainFields: ['module', 'main'],
      define: { 'process.env.NODE_ENV': '"production"' },
    }),
    build({ ...common, entryPoints: [path.join(page, 'style.css')] }),
  ]);
  return { script: script.outputFiles?.[0]?.text ?? '', style: style.outputFiles?.[0]?.text ?? '' };
}

async function main(): Promise<void> {
  const assets = await bundlePage();
  const text = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.PAGE_ASSETS = ${JSON.stringify(assets)};
`;
  writeFileSync(path.join(root, 'dist/emulator/page-assets.js'), text);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
