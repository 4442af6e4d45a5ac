import type { ArrivalDetail } from '../page-api';
import { CopyButton } from './copy';
import { toEventPath } from './format';

/** The item as JSON, curl, a test or a link; a key never appears. */
export function CopyMenu({ detail }: { detail: ArrivalDetail }) {
  const { item, source } = detail;
  return (
    <>
      <span data-key="c" onClick={() => copyChild('copy-json')} hidden />
      <span data-key="l" onClick={() => copyChild('copy-link')} hidden />
      <details class="menu">
        <summary class="button">Copy</summary>
        <div class="toolbar">
          <span id="copy-json">
            <CopyButton label="JSON" text={() => JSON.stringify(item, null, 2) ?? ''} />
          </span>
          <CopyButton label="curl" text={() => toCurl(detail)} />
          {source && <CopyButton label="Segment event" text={() => JSON.stringify(source.event, null, 2)} />}
          {detail.kind === 'event' && <CopyButton label="as a test" text={() => toTest(detail)} />}
        </div>
      </details>
      <span id="copy-link">
        <CopyButton label="Copy link" text={() => location.origin + toEventPath(detail.id)} />
      </span>
    </>
  );
}

const copyChild = (id: string): void => document.querySelector<HTMLElement>(`#${id} button`)?.click();

const MEMBERS: Record<string, string> = {
  '/identify': 'identification',
  '/groupidentify': 'identification',
  '/usermap': 'mapping',
};

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function toCurl({ item, request }: Pick<ArrivalDetail, 'item' | 'request'>): string {
  const url = `${location.origin}${request.path}`;
  const member = MEMBERS[request.path];
  if (member !== undefined) {
    return `curl ${url} --data-urlencode "api_key=$AMPLITUDE_API_KEY" --data-urlencode ${quote(`${member}=${JSON.stringify(item)}`)}`;
  }
  // The shell puts the key in, between two quoted parts.
  const rest = quote(`","events":[${JSON.stringify(item)}]}`);
  return `curl ${url} -H 'content-type: application/json' -d '{"api_key":"'"$AMPLITUDE_API_KEY"${rest}`;
}

function toTest({ item, source, name }: ArrivalDetail): string {
  const sent = source
    ? `await runtime.deliver([${JSON.stringify(source.event, null, 2)}]);`
    : '// Send the event with your own code, to emulator.baseUrl.';
  return `import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
${source ? "import { createRuntime } from 'segment-actions-amplitude/runtime';\n" : ''}
it(${JSON.stringify(`sends ${name}`)}, async () => {
  const emulator = await startAmplitudeEmulator({ strict: true });
${source ? "  const runtime = createRuntime({ settings: { apiKey: 'test', secretKey: 'test' }, baseUrl: emulator.baseUrl });\n" : ''}  ${sent}
  expect(emulator.events).toMatchObject([${JSON.stringify(item, null, 2)}]);
  await emulator.close();
});
`;
}
