import { isBlank } from './blank';

const SEGMENT = 'segment';

interface LibrarySource {
  behavior?: string;
  mapping?: string;
}

/** What Amplitude shows as the library. */
export function toLibrary(source: LibrarySource | undefined): string {
  return source?.behavior === 'use_mapping' && source.mapping && !isBlank(source.mapping)
    ? source.mapping
    : SEGMENT;
}
