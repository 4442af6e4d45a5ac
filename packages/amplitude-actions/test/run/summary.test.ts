import { toFigures, toSummary, toSummaryText } from '../../src/run/summary';
import { countReason, newTally, type Tally } from '../../src/run/tally';

function tallyOf(figures: Partial<Tally>, reasons: string[] = []): Tally {
  const tally = { ...newTally(), ...figures };
  reasons.forEach((reason, index) => countReason(tally.reasons, reason, `events.ndjson:${index + 1}`));
  return tally;
}

describe(toSummaryText, () => {
  it('groups reasons that differ in ids, values and long numbers, with the first place', () => {
    const tally = tallyOf({ read: 4, rejected: 4 }, [
      'user_id is "a", which Amplitude refuses.',
      'user_id is "b \\" c", which Amplitude refuses.',
      'not valid JSON: Unexpected token }',
      'not valid JSON: Unterminated string at position 7',
    ]);
    expect(toSummaryText(toSummary(tally, 1))).toContain(
      '       2  user_id is "…", which Amplitude refuses. (first at events.ndjson:1)\n       2  not valid JSON (first at events.ndjson:3)',
    );
  });

  it('keeps to 60 columns, however long the reasons and the names of files are', () => {
    const tally = tallyOf({ read: 2, rejected: 2 }, [`${'long words '.repeat(20)}${'x'.repeat(200)}`]);
    const lines = toSummaryText(toSummary(tally, 1), 60).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.join('').replaceAll(' ', '')).toContain('x'.repeat(200));
  });

  it('lets no control character of the input through', () => {
    const text = toSummaryText(
      toSummary(tallyOf({ read: 1, rejected: 1 }, ['bad \u001b[2J\u009b1m\u202e name']), 1),
    );
    expect(text).toContain('bad \ufffd[2J\ufffd1m\ufffd name');
  });

  it('says which figures are of this run', () => {
    const before = toFigures(tallyOf({ read: 5, delivered: 5, requests: 2 }));
    const text = toSummaryText(
      toSummary(tallyOf({ read: 8, delivered: 7, requests: 3, retries: 1 }), 2, before),
    );
    expect(text).toBe(
      [
        '                    in all     this run',
        'read                     8            3',
        'delivered                7            2',
        'rejected                 0            0',
        'left to send             1',
        '',
        'This run: 1 requests, 1 events sent again, 2 s',
      ].join('\n'),
    );
  });
});
