import { type Manifest } from '../packages';

/** Something that a program can ask a package for. */
export interface PackageEntry {
  /** What stands in the import, such as `segment-actions-amplitude/emulator`. */
  specifier: string;
  /** A module for programs; else a plain file, such as package.json or the script for a script tag. */
  isModule: boolean;
  /** Imports an optional peer, which the program that uses it has installed. */
  peer?: string;
  /** Runs on a phone only: compiled against, and not loaded by Node.js. */
  runsOnPhone: boolean;
}

/** The entries that need what the package does not bring. Every other entry has to work without. */
const PEERS: readonly (readonly [RegExp, string])[] = [
  [/\/react-native$/, '@segment/analytics-react-native'],
  [/^segment-actions-amplitude(-session|\/session-plugin)(\/global)?$/, '@segment/analytics-next'],
];

/** Every key of a package's `exports`: a new one is checked without anybody listing it. */
export function packageEntries({ name, exports }: Manifest): PackageEntry[] {
  return Object.keys(exports).map((key) => {
    const specifier = key === '.' ? name : `${name}/${key.slice(2)}`;
    const peer = PEERS.find(([pattern]) => pattern.test(specifier))?.[1];
    return {
      specifier,
      isModule: !/\.(js|json)$/.test(key),
      runsOnPhone: /\/react-native$/.test(specifier),
      ...(peer === undefined ? {} : { peer }),
    };
  });
}
