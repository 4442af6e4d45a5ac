import type { Page } from 'playwright-core';

/** One picture of the documents. */
export interface Picture {
  /** Its file below docs/. */
  file: string;
  /** Address on the site of its set. */
  path: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
  /** What is done on the page before it is taken; by default the page is shown as it opens. */
  prepare?(this: void, page: Page): Promise<void>;
}

/** Pictures of one site, which is started for them. */
export interface PictureSet {
  name: string;
  start(this: void): Promise<{ url: string; close(this: void): Promise<void> }>;
  /** Resolves when the page shows what it has. */
  ready(this: void, page: Page): Promise<void>;
  pictures: readonly Picture[];
}
