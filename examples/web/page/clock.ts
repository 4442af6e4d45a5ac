/**
 * A clock that can be stepped, for the whole page: "what if somebody comes back after half an hour". Import it before
 * everything else. All tabs share the step.
 */
const KEY = 'example-clock';
const RealDate = Date;

/** Where the browser keeps nothing for this site, each tab has a step of its own. */
function stored(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}

let step = stored();

class SteppedDate extends RealDate {
  constructor(...given: [] | [number]) {
    super(...(given.length > 0 ? (given as [number]) : ([SteppedDate.now()] as const)));
  }

  static override now(): number {
    return RealDate.now() + step;
  }
}
globalThis.Date = SteppedDate as DateConstructor;
addEventListener('storage', ({ key }) => {
  if (key === KEY) step = stored();
});

/** How far the page's clock is ahead, in milliseconds; negative: behind. */
export const clockStep = (): number => step;

/** Steps the clock by this much; 0 sets it right. */
export function stepClock(milliseconds: number): void {
  step = milliseconds && step + milliseconds;
  try {
    localStorage.setItem(KEY, String(step));
  } catch {
    // This tab has it, all the same.
  }
}
