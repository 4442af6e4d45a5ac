import { Analytics } from '@segment/analytics-node';
import type { ArrivalDetail, Row, TryResult } from 'segment-actions-amplitude/emulator';
import { presetSubscriptions } from 'segment-actions-amplitude/runtime';
import { type EventPreview } from '../../src/preview/preview-event';
import { SAMPLES } from '../../src/playground/samples';
import { usePlayground } from '../playground/use-playground';
import { runCli, useDirectory } from '../run-cli';

const files = useDirectory();
const { url, get, post, tryOut } = usePlayground();
const sample = (name: string) => SAMPLES.find((each) => each.name === name)?.event ?? {};
const stateOf = ({ steps }: TryResult, name: string) => steps.find((step) => step.name === name)?.state;

it("takes what Segment's library sends, and shows it beside what Amplitude got", async () => {
  const analytics = new Analytics({ writeKey: 'any', host: url(), path: '/v1/batch', flushAt: 1 });
  analytics.track({ event: 'Order Completed', userId: 'listener-1', properties: { revenue: '32.50' } });
  await analytics.closeAndFlush();

  const [row] = await get<Row[]>('rows?count=1&wait=20000');
  const { source } = await get<ArrivalDetail>(`events/${row?.id}`);

  expect(row).toMatchObject({ outcome: 'ingested', name: 'Order Completed', digest: 'revenue 32.5' });
  expect(source?.event).toMatchObject({ event: 'Order Completed', properties: { revenue: '32.50' } });
  expect(source?.fields).toContainEqual({
    from: 'properties.revenue',
    before: '32.50',
    to: 'revenue',
    after: 32.5,
    how: 'string read as number',
  });
});

it('shows an event that leads to no request, and why', async () => {
  await post('/v1/batch', { writeKey: 'any', batch: [sample('opted out')] });

  const [row] = await get<Row[]>('rows?count=1&wait=5000');

  expect(row).toMatchObject({ outcome: 'not-sent', name: 'Song Played' });
  expect(row?.reason).toMatch(/integrations/i);
});

it('sends again what failed, as one chain of tries', async () => {
  await post('/__emulator/faults', { nth: 1, action: { status: 503 } });
  await post('/v1/t', sample('a song played'));

  const rows = await get<Row[]>('rows?count=2&wait=20000');

  expect(rows).toMatchObject([{ outcome: 'fault' }, { outcome: 'ingested', attempt: 2 }]);
});

describe('the workbench', () => {
  it.each(SAMPLES.map(({ name }) => name))('shows what preview prints for %s', async (name) => {
    const event = sample(name);
    const { stdout } = await runCli(['preview', files.write('event.json', JSON.stringify(event)), '--json']);
    const previewed = JSON.parse(stdout.split('\n')[0] ?? '') as EventPreview;

    const { requests, steps } = await tryOut({ event, subscriptions: presetSubscriptions() });

    expect(requests.map(({ method, path, body }) => ({ method, path, body }))).toEqual(
      previewed.calls.flatMap((call) => call.requests),
    );
    const told = steps.flatMap(({ checks }) => checks.map(({ error }) => error));
    expect(told).toEqual(expect.arrayContaining(previewed.calls.flatMap(({ notices }) => notices)));
    const failed = steps.find(({ state }) => state === 'failed');
    expect([name, failed === undefined]).toEqual([name, previewed.outcome === 'delivered']);
    const refused = previewed.calls.find((call) => call.refused !== undefined)?.refused;
    const reason = previewed.outcome === 'unmatched' ? 'No subscription wants it.' : previewed.reason;
    expect(failed?.summary).toBe(refused ?? reason);
  });

  it('leaves no trace', async () => {
    await tryOut({ event: sample('a song played') });

    expect(await get('rows')).toEqual([]);
    expect(await get('users')).toEqual([]);
  });

  it('sends it for real when it is to be kept', async () => {
    await tryOut({ event: sample('a song played'), keep: true });

    expect(await get('rows')).toMatchObject([{ name: 'Song Played', outcome: 'ingested' }]);
  });

  it('says which condition of a trigger failed, and the value it met', async () => {
    const subscription = {
      name: 'Purchases',
      subscribe: 'type = "track" and event = "Order Completed"',
      partnerAction: 'logPurchase',
      mapping: {},
    };
    const result = await tryOut({ event: sample('a song played'), subscriptions: [subscription] });

    expect(stateOf(result, 'trigger')).toBe('failed');
    expect(stateOf(result, 'payload')).toBe('not-reached');
    expect(result.steps[1]?.checks).toContainEqual({
      ok: false,
      label: 'event = "Order Completed"',
      value: 'Song Played',
      path: 'event',
    });
  });

  it('shows an error at its field, with the place in the event', async () => {
    const { steps } = await tryOut({ event: sample('user id "null"') });

    const [error] = steps.find(({ name }) => name === 'payload')?.checks ?? [];
    expect(error).toMatchObject({ ok: false, path: 'userId' });
    expect(error?.label).toContain('user_id');
  });

  it.each(SAMPLES.map(({ name }) => name))('has an answer to %s', async (name) => {
    const { steps } = await tryOut({ event: sample(name), userAsNow: true });

    expect(steps).toHaveLength(6);
    expect(steps.filter(({ summary }) => summary === '')).toEqual([]);
  });

  it('shows what a fault does, and names a subscription that cannot be used', async () => {
    const failed = await tryOut({ event: sample('a song played'), fault: { status: 503 } });
    expect(stateOf(failed, 'answer')).toBe('failed');

    const answer = await post('/__emulator/try', {
      event: sample('a song played'),
      subscriptions: [{ name: 'Mine', subscribe: 'type = "track"', partnerAction: 'nothing', mapping: {} }],
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('nothing');
  });
});
