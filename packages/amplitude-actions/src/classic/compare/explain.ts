import { ruleBehind } from '../model/classic-rules';
import type { ClassicDifference } from './event-comparison';
import type { RawDifference } from './differences';
import { documented, type Compared } from './documented-differences';

const WHY_UNKNOWN = 'not a documented difference: look at the event before you switch';
const WHY_MONEY = 'the event is worth something else in Amplitude: look at it before you switch';
const WHY_FAILED = 'the event could not be compared: its row says why';

/** Names a difference, and says why it is there and whether the documentation announces it. */
export function explain(difference: RawDifference, compared: Compared): ClassicDifference {
  const rule = ruleBehind(difference.path);
  const { path } = difference;
  if (path === 'money') return { ...difference, kind: 'money', why: WHY_MONEY, isDocumented: false, rule };
  if (path === 'failed') return { ...difference, kind: 'failed', why: WHY_FAILED, isDocumented: false, rule };
  const known = documented(difference, compared);
  if (known) return { ...difference, ...known, rule };
  return { ...difference, kind: toKind(difference), why: WHY_UNKNOWN, isDocumented: false, rule };
}

function toKind({ path, classic, actions }: RawDifference): string {
  const whole = path.startsWith('call ') ? ' call' : '';
  if (actions === undefined) return `missing${whole}`;
  return classic === undefined ? `added${whole}` : 'changed';
}
