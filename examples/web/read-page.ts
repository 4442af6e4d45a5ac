import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** The files of the page, by the path under which they are served. */
export async function readPage(): Promise<Map<string, { type: string; content: string }>> {
  const folder = path.join(__dirname, 'page');
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'main.ts')],
    bundle: true,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const [html, css] = await Promise.all(
    ['index.html', 'style.css'].map((name) => readFile(path.join(folder, name), 'utf8')),
  );
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', content: html ?? '' }],
    ['/style.css', { type: 'text/css', content: css ?? '' }],
    ['/main.js', { type: 'text/javascript', content: outputFiles[0]?.text ?? '' }],
  ]);
}
