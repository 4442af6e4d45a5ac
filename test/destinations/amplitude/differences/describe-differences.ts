import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONObject } from '@segment/actions-core';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../../src/emulator';
import type { CloudAction, EventInput } from '../../../send-events';
import { runCase, type CaseResult } from '../cases/run-case';

const PAGE = readFileSync(join(__dirname, '../../../../docs/differences.md'), 'utf8');

/** Sends one event through the default mapping, or the saved one, with single fields mapped otherwise. */
export type SendDifference = (
  action: CloudAction,
  event: EventInput,
  override?: JSONObject,
  mapping?: 'default' | 'saved',
) => Promise<CaseResult>;

/** First cells of the rows of a section of docs/differences.md. */
export function rowsOf(section: string): string[] {
  const text = PAGE.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => row.split(' | ')[0]?.slice(2) ?? '');
}

/** A test for each row of a section, under the name of the row; a row without a test and a test without a row fail. */
export function describeDifferences(
  section: string,
  tests: Record<string, (send: SendDifference, baseUrl: string) => Promise<void>>,
): void {
  let amplitude: AmplitudeEmulator;
  beforeAll(async () => {
    amplitude = await startAmplitudeEmulator({ strict: true });
  });
  afterAll(() => amplitude.close());
  const send: SendDifference = (action, event, override = {}, mapping = 'default') =>
    runCase({ action, mapping, override }, event, amplitude.baseUrl);

  describe(section, () => {
    it('has a test for each row', () => {
      expect(Object.keys(tests).sort()).toEqual(rowsOf(section).sort());
    });

    it.each(Object.keys(tests))('%s', async (row) => {
      expect.hasAssertions();
      await tests[row]?.(send, amplitude.baseUrl);
    });
  });
}

/** A track call with this in it. */
export function track(parts: EventInput = {}): EventInput {
  return {
    messageId: 'm-1',
    timestamp: '2026-03-01T12:00:00.000Z',
    event: 'Song Played',
    userId: 'user-12345',
    anonymousId: '5f1c2d7e-90b4',
    properties: {},
    ...parts,
  };
}
