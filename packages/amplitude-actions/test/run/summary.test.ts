import { toSummary, toSummaryTable } from '../../src/sender/summary';
import { newTally } from '../../src/sender/tally';

const tally = { ...newTally(), read: 5, delivered: 2, rejected: 1 };

describe(toSummaryTable, () => {
  it('spells fields in reasons as they are, and notices in words', () => {
    const table = toSummaryTable(
      toSummary({ ...tally, reasons: { 'user_id is empty': 1 }, notices: { id_dropped: 2 } }, 1),
    );
    expect(table).toMatch(/user_id is empty\s*│\s*1/);
    expect(table).toMatch(/note: id dropped\s*│\s*2/);
  });

  it('counts what is left, and leaves out what is nothing', () => {
    const table = toSummaryTable(toSummary(tally, 1));
    expect(table).toMatch(/left to send\s*│\s*2/);
    expect(table).not.toContain('matched by no subscription');
  });

  it('cuts a reason that is too long for a line', () => {
    const table = toSummaryTable(toSummary({ ...tally, reasons: { ['x'.repeat(200)]: 1 } }, 1));
    expect(table).toMatch(/x{89}… │/);
  });
});
