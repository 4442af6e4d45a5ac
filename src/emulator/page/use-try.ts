import { useEffect, useRef, useState } from 'preact/hooks';
import type { TryInput, TryResult } from '../workbench';
import { post } from './api';

const REST_MS = 300;

export interface Tried {
  result?: TryResult;
  error?: string;
  /** The result is of an earlier text: the one now cannot be run, or has not been yet. */
  isOld: boolean;
  runNow: () => void;
}

/** Runs the input 300 ms after its last change; an old answer never replaces a newer one. */
export function useTry(input: TryInput | undefined): Tried {
  const [tried, setTried] = useState<{ of?: string; result?: TryResult; error?: string }>({});
  const text = input && JSON.stringify(input);
  const stop = useRef(new AbortController());
  const run = (): void => {
    if (text === undefined) return;
    stop.current.abort();
    const current = new AbortController();
    stop.current = current;
    post<TryResult>('try', JSON.parse(text), current.signal).then(
      (result) => setTried({ of: text, result }),
      (error: unknown) => {
        if (current.signal.aborted) return;
        setTried((before) => ({
          ...before,
          of: text,
          error: error instanceof Error ? error.message : String(error),
        }));
      },
    );
  };
  useEffect(() => {
    if (text === undefined) return;
    const timer = setTimeout(run, REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return {
    result: tried.result,
    error: tried.of === text ? tried.error : undefined,
    isOld: tried.of !== text,
    runNow: run,
  };
}
