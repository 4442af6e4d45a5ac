/** The state of a run at one moment. */
export interface ProgressState {
  /** Events that need nothing more. */
  events: number;
  perSecond: number;
  requests: number;
  retries: number;
  rejected: number;
  /** 0 to 1; undefined where the input's size is unknown. */
  fraction?: number;
  secondsLeft?: number;
}

/** Shows a run while it lasts. */
export interface Progress {
  update(state: ProgressState): void;
  /** A sentence the user should see now. */
  note(text: string): void;
  end(): void;
}

const count = new Intl.NumberFormat('en-US');

/** 1234567 → "1,234,567" */
export const formatCount = (value: number): string => count.format(Math.round(value));

/** 3725 → "1 h 2 min" */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
