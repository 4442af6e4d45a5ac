import { CopyButton } from './copy';

const toWays = (origin: string) => [
  [
    'With curl',
    `curl ${origin}/2/httpapi -H 'content-type: application/json' -d '{"api_key":"any","events":[{"user_id":"listener-1","event_type":"Song Played"}]}'`,
  ],
  [
    "With Segment's Node library, to the playground",
    `new Analytics({ writeKey: 'any', host: '${origin}', path: '/v1/batch', flushAt: 1 })`,
  ],
  [
    'With a file of Segment events',
    `AMPLITUDE_API_KEY=any npx amplitude-actions send events.ndjson --base-url ${origin}`,
  ],
];

const toMore = (origin: string) => [
  ['With Amplitude’s SDKs', `amplitude.init('any', { serverUrl: '${origin}/2/httpapi' })`],
  [
    "With Segment's library in a page, to the playground",
    `AnalyticsBrowser.load({ writeKey: 'any', cdnURL: '${origin}' })`,
  ],
];

/** What to do while nothing has arrived: three ways, with this page's own address in them. */
export function EmptyState({ isCleared }: { isCleared: boolean }) {
  if (isCleared) return <p class="empty">The list is cleared. What arrives from now on stands here.</p>;
  const { origin } = location;
  return (
    <div class="empty">
      <p>Nothing has arrived yet. Send something here:</p>
      {toWays(origin).map(([title = '', code = '']) => (
        <Way key={title} title={title} code={code} />
      ))}
      <p>
        Or <a href="/workbench">try it here</a>, with an event that is ready.
      </p>
      <details>
        <summary>From a browser, or with another library</summary>
        {toMore(origin).map(([title = '', code = '']) => (
          <Way key={title} title={title} code={code} />
        ))}
        <p class="soft">
          A site that is not on this machine? Chrome asks once for access to local apps: allow it.
        </p>
      </details>
    </div>
  );
}

function Way({ title, code }: { title: string; code: string }) {
  return (
    <div class="way">
      <p>{title}</p>
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
      <CopyButton text={code} />
    </div>
  );
}
