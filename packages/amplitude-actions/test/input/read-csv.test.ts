import { toCsvReader } from '../../src/input/read-csv';
import { type RowType } from '../../src/input/warehouse-row';
import { useDirectory } from '../run-cli';
import { readAll } from './read-all';

const files = useDirectory();
const readCsv = async (name: string, text: string, type?: RowType) => {
  const found = await readAll(files.write(name, text), undefined, { readRows: toCsvReader(type) });
  return found.map(({ read }) => ('event' in read ? read.event : read.problem));
};

describe(toCsvReader, () => {
  it("makes track calls of the rows of an event's table", async () => {
    const header =
      'id,anonymous_id,user_id,event,event_text,timestamp,original_timestamp,received_at,uuid_ts,context_ip,' +
      'context_library_name,context_app_version,context_user_agent_data_mobile,revenue,coupon,products,gift';
    const row =
      'msg-1,anon-1,0042,order_completed,Order Completed,2024-05-01 10:00:00.123,2024-05-01 10:00:00,2024-05-01 10:00:01,' +
      '2024-05-02,203.0.113.7,analytics.js,2.10,true,39.5,007,"[{""sku"":""a""}]",';
    expect(await readCsv('order_completed.csv', `${header}\n${row}\n`)).toEqual([
      {
        type: 'track',
        event: 'Order Completed',
        messageId: 'msg-1',
        anonymousId: 'anon-1',
        userId: '0042',
        timestamp: '2024-05-01 10:00:00.123',
        originalTimestamp: '2024-05-01 10:00:00',
        receivedAt: '2024-05-01 10:00:01',
        context: {
          ip: '203.0.113.7',
          library: { name: 'analytics.js' },
          app: { version: '2.10' },
          userAgentData: { mobile: true },
        },
        properties: { revenue: 39.5, coupon: '007', products: [{ sku: 'a' }] },
      },
    ]);
  });

  it.each([
    [
      'identifies.csv',
      'id,user_id,plan',
      '1,u,pro',
      { type: 'identify', userId: 'u', traits: { plan: 'pro' } },
    ],
    [
      'public.pages.csv',
      'id,name,url',
      '1,Home,https://x.example/',
      { type: 'page', name: 'Home', properties: { name: 'Home', url: 'https://x.example/' } },
    ],
    ['groups.csv', 'id,group_id,size', '1,g,5', { type: 'group', groupId: 'g', traits: { size: 5 } }],
    [
      'export.csv',
      'id,user_id,previous_id',
      '1,u,before',
      { type: 'alias', userId: 'u', previousId: 'before' },
    ],
  ])('tells by its name or its columns what %s holds', async (name, header, row, event) => {
    expect(await readCsv(name, `${header}\n${row}\n`)).toEqual([{ messageId: '1', ...event }]);
  });

  it('asks for the type of rows that say nothing, and takes it', async () => {
    await expect(readCsv('export.csv', 'id,plan\n1,pro\n')).rejects.toThrow(
      /say what its rows are with --csv-type/,
    );
    expect(await readCsv('export.csv', 'id,plan\n1,pro\n', 'identify')).toMatchObject([{ type: 'identify' }]);
  });

  it('stops at a row that is cut off or of another length, and at what is not UTF-8', async () => {
    await expect(readCsv('tracks.csv', 'id,event,a\n1,A,2\n2,B\n')).rejects.toMatchObject({ exitCode: 3 });
    const path = files.write('tracks.csv', Buffer.from('id,event\n1,José\n', 'latin1'));
    await expect(readAll(path, undefined, { readRows: toCsvReader() })).rejects.toThrow(
      /not UTF-8, perhaps Latin-1/,
    );
  });
});
