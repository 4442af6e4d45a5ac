import { useEffect, useState } from 'preact/hooks';
import { ApiError, get } from './api';

export interface Loaded<T> {
  value?: T;
  error?: ApiError;
}

/** Asks for an address of `/__emulator/`, and again when it or `again` changes; an old answer never replaces a newer one. */
export function useLoaded<T>(path: string | undefined, again: unknown = 0): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T> & { path?: string }>({});
  useEffect(() => {
    if (path === undefined) return;
    const stop = new AbortController();
    get<T>(path, stop.signal).then(
      (value) => setLoaded({ path, value }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setLoaded({
          path,
          error: error instanceof ApiError ? error : new ApiError('The emulator does not answer.', 0),
        });
      },
    );
    return () => stop.abort();
  }, [path, again]);
  return loaded.path === path ? loaded : {};
}
