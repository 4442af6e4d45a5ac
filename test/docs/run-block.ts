import ts from 'typescript';
import * as runtimeEntry from '../../src/runtime';
import { codeBlocksOf } from './code-blocks';

interface Run {
  page: string;
  /** Words of the block. */
  words: string;
  /** Names that it takes for granted, with their values. */
  names?: Record<string, unknown>;
  /** Name whose value is answered; the runtime that the block made when there is none. */
  wanted?: string | undefined;
  /** Where its runtimes send. */
  baseUrl: string;
}

/** Runs the block of a page that holds these words as it is printed, against an emulator. */
export async function runBlock({ page, words, names = {}, wanted, baseUrl }: Run): Promise<unknown> {
  const block = codeBlocksOf(page).find(({ code }) => code.includes(words));
  if (block === undefined) throw new Error(`${page} has no block with "${words}".`);
  const { outputText } = ts.transpileModule(block.code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const made: runtimeEntry.Runtime[] = [];
  const createRuntime = (options: runtimeEntry.RuntimeOptions) => {
    const runtime = runtimeEntry.createRuntime({ ...options, baseUrl });
    made.push(runtime);
    return runtime;
  };
  const load = () => ({ ...runtimeEntry, createRuntime });
  const given = { ...names, require: load, exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code of a page of ours
  const main = new Function(
    ...Object.keys(given),
    `return (async () => {${outputText}\nreturn ${wanted ?? 'undefined'};})();`,
  ) as (...values: unknown[]) => Promise<unknown>;
  const value = await main(...Object.values(given));
  return wanted === undefined ? made[0] : value;
}
