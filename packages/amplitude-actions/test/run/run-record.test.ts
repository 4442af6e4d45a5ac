import fs from 'node:fs';
import { type EventAnswer } from 'segment-actions-amplitude/runtime';
import { RunRecord } from '../../src/run/run-record';
import { useDirectory } from '../run-cli';

const files = useDirectory();
const answer: EventAnswer = { outcome: 'rejected', reason: 'bad', deliveries: [], notices: [] };

describe(RunRecord, () => {
  it('has the dead letters on the disk before the checkpoint that counts them', () => {
    const paths = { checkpoint: files.path('state'), deadLetter: files.path('dead') };
    const record = new RunRecord([{ name: 'stdin' }], 'run', paths);
    const steps: string[] = [];
    const { fsyncSync, renameSync } = fs;
    const pathOf = (file: number) => fs.readlinkSync(`/proc/self/fd/${file}`);
    const sync = jest.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
      steps.push(`sync ${pathOf(file)}`);
      fsyncSync(file);
    });
    const rename = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      steps.push(`rename to ${String(to)}`);
      renameSync(from, to);
    });
    record.sourceAt(0).ledger.open(1, 1);
    const where = { source: 0, position: 1, part: 0, place: 'stdin:1' };
    record.settle({ ...where, event: { type: 'track' }, bytes: 1 }, answer, []);
    record.save();
    sync.mockRestore();
    rename.mockRestore();
    record.close();
    expect(steps).toEqual([
      `sync ${paths.deadLetter}`,
      `sync ${paths.checkpoint}.tmp`,
      `rename to ${paths.checkpoint}`,
    ]);
  });
});
