/** A playground in a process of its own, so that its memory is its own: tells its address, then its memory when asked. */
import { startPage } from '../start-page';

async function main(): Promise<void> {
  // Each user stays under Amplitude's rate; what is drilled is the page.
  const { emulator, close } = await startPage({ limits: { httpapiEventsPerSecond: Infinity } });
  process.on('message', (asked) => {
    if (asked === 'memory') {
      globalThis.gc?.();
      process.send?.({ memory: process.memoryUsage(), counts: emulator.counts });
    } else {
      void close().then(() => process.disconnect());
    }
  });
  process.send?.({ url: emulator.baseUrl });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
