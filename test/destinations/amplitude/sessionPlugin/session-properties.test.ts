import fc from 'fast-check';
import { endSession } from '../../../../src/destinations/amplitude/sessionPlugin/end-session';
import {
  nextSession,
  OUTSIDE,
  startSession,
} from '../../../../src/destinations/amplitude/sessionPlugin/next-session';
import type {
  SessionBoundary,
  SessionState,
  SessionStep,
} from '../../../../src/destinations/amplitude/sessionPlugin/session';
import {
  chooseState,
  formatDetails,
  formatRecord,
  parseRecord,
  withDetails,
} from '../../../../src/destinations/amplitude/sessionPlugin/session-record';

const LENGTH = 100;
const BEGIN = 1_000_000;

type Action =
  | { do: 'event'; tab: number; late: number }
  | { do: 'reset' | 'startNew'; tab: number }
  | { do: 'lose'; store: number }
  | { do: 'step'; by: number };

/** Tabs with a memory each, two stores that they share, one clock. Nothing here decides: the core does. */
class Visitor {
  now = BEGIN;
  readonly emitted: SessionBoundary[] = [];
  readonly events: { id: number; time: number; late: number }[] = [];
  readonly #memories: SessionState[] = [];
  readonly #stores: (string | undefined)[] = [undefined, undefined];
  #details = '{}';
  readonly #lead: number;

  constructor(lead: number) {
    this.#lead = lead;
  }

  perform(action: Action): void {
    const clock = { now: this.now, length: LENGTH };
    if (action.do === 'step') this.now += action.by;
    else if (action.do === 'lose') this.#stores[action.store] = undefined;
    else if (action.do === 'event') {
      const time = this.now - action.late;
      const step = nextSession(this.#read(action.tab), {
        ...clock,
        lead: this.#lead,
        time,
        isAfterEnd: action.late === 0,
      });
      this.events.push({ id: step.stamp, time, late: action.late });
      this.#commit(action.tab, step);
    } else {
      const state = this.#read(action.tab);
      const step = action.do === 'reset' ? endSession(state) : startSession(state, clock);
      this.#commit(action.tab, step);
    }
  }

  #read(tab: number): SessionState {
    const newest = this.now + LENGTH;
    const stored = [this.#memories[tab] ?? {}, ...this.#stores.map(parseRecord)];
    return withDetails(chooseState(stored, newest), JSON.parse(this.#details) as SessionState);
  }

  #commit(tab: number, { state, emit }: SessionStep): void {
    this.emitted.push(...emit);
    if (!state) return;
    this.#memories[tab] = state;
    this.#stores.fill(formatRecord(state));
    this.#details = formatDetails(state);
  }
}

const tab = fc.nat(2);
const onTime = fc.record({ do: fc.constant('event' as const), tab, late: fc.constant(0) });
const late = fc.record({ do: fc.constant('event' as const), tab, late: fc.nat(4 * LENGTH) });
const call = fc.record({ do: fc.constantFrom('reset' as const, 'startNew' as const), tab });
const lose = fc.record({ do: fc.constant('lose' as const), store: fc.nat(1) });
const wait = fc.record({ do: fc.constant('step' as const), by: fc.integer({ min: 2, max: 2 * LENGTH }) });
const goBack = fc.record({ do: fc.constant('step' as const), by: fc.integer({ min: -5 * LENGTH, max: 0 }) });

/** A wait before everything: what happens within one millisecond has tests of its own. */
const visit = (...actions: fc.Arbitrary<Action>[]) =>
  fc.array(fc.tuple(wait, fc.oneof(...actions)), { maxLength: 60 }).map((steps) => steps.flat());

function play(actions: Action[], lead: number): Visitor {
  const visitor = new Visitor(lead);
  for (const action of actions) {
    visitor.perform(action);
    // One of two stores may be lost at a time: it is there again with the next write.
    if (action.do === 'lose') visitor.perform({ do: 'event', tab: 0, late: 0 });
  }
  return visitor;
}

const idsOf = ({ emitted }: Visitor, kind: 'Start' | 'End') =>
  emitted.filter((boundary) => boundary.kind === kind).map(({ sessionId }) => sessionId);

const lead = fc.constantFrom(0, 1);

describe('whatever the order of events, late events, calls and lost stores, in three tabs', () => {
  const anything = visit(onTime, onTime, late, call, lose);

  it('ids grow', () => {
    fc.assert(
      fc.property(anything, lead, (actions, ahead) => {
        const started = idsOf(play(actions, ahead), 'Start');
        expect(started).toEqual([...new Set(started)].sort((one, other) => one - other));
      }),
    );
  });

  it('every session that is over has one start and then one end, and no other has an end', () => {
    fc.assert(
      fc.property(anything, lead, (actions, ahead) => {
        const visitor = play(actions, ahead);
        const order = visitor.emitted.map(({ kind, sessionId }) => `${kind} ${sessionId}`);
        const started = idsOf(visitor, 'Start');
        const expected = started.flatMap((id) => [`Start ${id}`, `End ${id}`]);
        expect([expected, expected.slice(0, -1)]).toContainEqual(order);
      }),
    );
  });

  it('a session starts with its first event and ends right after its last one', () => {
    fc.assert(
      fc.property(anything, lead, (actions, ahead) => {
        const { emitted, events } = play(actions, ahead);
        for (const end of emitted.filter(({ kind }) => kind === 'End')) {
          const times = events.filter(({ id }) => id === end.sessionId).map(({ time }) => time);
          expect(end.time).toBe(Math.max(end.sessionId, ...times) + 1);
        }
      }),
    );
  });

  it('no event on time is outside a session, or before its start', () => {
    fc.assert(
      fc.property(anything, lead, (actions, ahead) => {
        const { events } = play(actions, ahead);
        for (const { id, time } of events.filter((event) => event.late === 0)) {
          expect(id).not.toBe(OUTSIDE);
          expect(id).toBeLessThanOrEqual(time);
        }
      }),
    );
  });

  it('a late event is outside, or less than a length before the start of its session', () => {
    fc.assert(
      fc.property(anything, lead, (actions, ahead) => {
        for (const { id, time } of play(actions, ahead).events) {
          expect(id === OUTSIDE || id - time < LENGTH).toBe(true);
        }
      }),
    );
  });
});

describe('with a clock that goes back', () => {
  const anything = visit(onTime, late, call, lose, goBack);

  it('no session ends without a start, none twice, and every event on time has a session', () => {
    fc.assert(
      fc.property(anything, lead, (actions, ahead) => {
        const visitor = play(actions, ahead);
        const ended = idsOf(visitor, 'End');
        expect(idsOf(visitor, 'Start')).toEqual(expect.arrayContaining(ended));
        expect(visitor.events.filter(({ id, late: by }) => by === 0 && id === OUTSIDE)).toEqual([]);
        const times = visitor.emitted.map(
          ({ kind, time, sessionId }) => kind === 'Start' || time > sessionId,
        );
        expect(times).not.toContain(false);
      }),
    );
  });
});
