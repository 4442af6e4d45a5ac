/**
 * 100,000 events with the page open: `npm run drill:page`. A tenth comes as Segment calls, through the destination. Fails
 * when the memory of the server or of the page grows with what has passed, or when the page stops answering.
 */
import { launchChromium } from './launch-chromium';
import { startPageServer, type PageServer, type ServerState } from './drill-page/page-server';
import { openWatchedPage, type PageState, type WatchedPage } from './drill-page/watched-page';

const EVENTS = 100_000;
const BATCH = 1_000;
const USERS = 5_000;
/** Of so many batches one comes through Segment's side. */
const SEGMENT_EVERY = 10;
/** Kept by the page, and by the emulator for it. */
const KEPT = 10_000;
const LONGEST_MS = 5_000;

interface Measured {
  events: number;
  server: ServerState;
  page: PageState;
  filterMs: number;
}

async function send(url: string, batch: number): Promise<void> {
  const numbers = Array.from({ length: BATCH }, (_, index) => batch * BATCH + index);
  const isSegment = batch % SEGMENT_EVERY === 0;
  const body = isSegment ? toSegment(numbers) : toAmplitude(numbers);
  const answer = await fetch(url + (isSegment ? '/v1/batch' : '/batch'), { method: 'POST', body });
  if (!answer.ok) throw new Error(`The playground answered ${answer.status}: ${await answer.text()}`);
}

const userOf = (n: number): string => `listener-${n % USERS}`;
const propertiesOf = (n: number) => ({
  title: `Song ${n}`,
  genre: 'jazz',
  seconds: n % 400,
  offline: n % 2 === 0,
});

const toAmplitude = (numbers: readonly number[]): string =>
  JSON.stringify({
    api_key: 'playground',
    events: numbers.map((n) => ({
      user_id: userOf(n),
      event_type: 'Song Played',
      insert_id: `event-${n}`,
      event_properties: propertiesOf(n),
      user_properties: { last_song: `Song ${n}` },
    })),
  });

const toSegment = (numbers: readonly number[]): string =>
  JSON.stringify({
    writeKey: 'any',
    batch: numbers.map((n) => ({
      type: 'track',
      event: 'Song Played',
      messageId: `event-${n}`,
      userId: userOf(n),
      properties: propertiesOf(n),
    })),
  });

async function measure(events: number, server: PageServer, page: WatchedPage): Promise<Measured> {
  await fetch(`${server.url}/__emulator/events?count=${events}&wait=60000`);
  while ((await server.state()).counts.ingested < events)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const filterMs = await page.useFilter();
  const measured = { events, server: await server.state(), page: await page.state(), filterMs };
  print(measured);
  return measured;
}

function print({ events, server, page, filterMs }: Measured): void {
  const { heapUsed, rss } = server.memory;
  const toMb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  console.log(
    `${events.toLocaleString('en').padStart(8)} events · server heap ${toMb(heapUsed)}, rss ${toMb(rss)} · ` +
      `page heap ${Math.round(page.heapMb)} MB, ${page.elements} elements, ${page.rows} rows · ` +
      `longest without a frame ${Math.round(page.longestMs)} ms, a filter set and taken back in ${Math.round(filterMs)} ms`,
  );
}

/** What grows from the half to the whole grows for ever; the rest is what a garbage collector leaves. */
function findFaults(half: Measured, whole: Measured): string[] {
  const grown = (before: number, after: number) => after > before * 1.25 + 20;
  const faults: string[] = [];
  if (grown(half.page.heapMb, whole.page.heapMb))
    faults.push('The memory of the page grows with what has passed.');
  if (grown(half.server.memory.heapUsed / 1e6, whole.server.memory.heapUsed / 1e6 - EVENTS_KEPT_MB))
    faults.push('The memory of the server grows with what has passed.');
  if (whole.page.rows > 60) faults.push(`${whole.page.rows} rows are in the document.`);
  for (const { page, filterMs } of [half, whole])
    if (page.longestMs > LONGEST_MS || filterMs > LONGEST_MS) faults.push('The page stops answering.');
  return faults;
}

/** The emulator keeps the newest 100,000 events beside the page: the second half of them. */
const EVENTS_KEPT_MB = 60;

async function main(): Promise<void> {
  const [server, browser] = await Promise.all([startPageServer(), launchChromium()]);
  try {
    const page = await openWatchedPage(browser, server.url);
    const startedAt = performance.now();
    const batches = EVENTS / BATCH;
    for (let batch = 0; batch < batches / 2; batch += 1) await send(server.url, batch);
    const half = await measure(EVENTS / 2, server, page);
    for (let batch = batches / 2; batch < batches; batch += 1) await send(server.url, batch);
    const whole = await measure(EVENTS, server, page);
    await page.shows(`All ${KEPT.toLocaleString('en')}`);
    console.log(`${Math.round((performance.now() - startedAt) / 1000)} s in all.`);
    const faults = findFaults(half, whole);
    for (const fault of faults) console.error(fault);
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
    await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
