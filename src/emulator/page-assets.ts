/** The page's files as text: built into a module, so that a bundled emulator still has them. */
export interface PageAssets {
  script: string;
  style: string;
}

/** `npm run build` puts the page in its place; from source there is none, unless a host bundles it itself. */
export const PAGE_ASSETS: PageAssets | undefined = undefined;
