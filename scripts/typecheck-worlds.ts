/**
 * Checks server code without the DOM's types and browser code without Node's: each uses only what it has where it runs.
 * The compiler alone would also judge what such code imports (the definition of the destination imports the session
 * plugin), so each file is judged in its own world and in no other.
 */
import { join } from 'node:path';
import { compileFiles, readTsconfig } from './compile-files';
import { ROOT } from './packages';

const faults = ['tsconfig.server.json', 'tsconfig.browser.json', 'src/emulator/page/tsconfig.json'].flatMap(
  (name) => {
    const { files, options } = readTsconfig(join(ROOT, name));
    console.log(`${name}: ${files.length} files`);
    return compileFiles(files, options);
  },
);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
