import { type Progress } from './progress';

/** Shows nothing: for --quiet. */
export class QuietProgress implements Progress {
  update(): void {
    // Nobody watches.
  }

  note(): void {
    // What ends a run early is told at its end.
  }

  end(): void {
    // There is nothing to clear.
  }
}
