/**
 * The smallest answer of `GET /v1/projects/<write key>/settings` with which analytics.js calls nobody else. `metrics` at 0
 * keeps it from reporting to Segment; `httpConfig` makes the mobile libraries give up after a while what can never be
 * delivered. `origin` is where the page reaches the intake, such as `https://events.example.com`.
 */
export function toSourceSettings(writeKey: string, origin: string): object {
  const { host, protocol } = new URL(origin);
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol: protocol.replace(':', ''),
        httpConfig: { rateLimitConfig: {}, backoffConfig: {} },
      },
    },
    metrics: { sampleRate: 0 },
  };
}
