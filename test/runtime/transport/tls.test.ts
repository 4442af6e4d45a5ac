import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { once } from 'node:events';
import { createTransport } from '../../../src/runtime';
import { listen, postTo } from './local-servers';

const pem = (name: string) => readFileSync(join(__dirname, '../../fixtures/tls', name));

describe('a server whose certificate is not trusted', () => {
  it('is named in one sentence that says what to do, and gets no request', async () => {
    let requests = 0;
    const tls = { key: pem('untrusted-key.pem'), cert: pem('untrusted-cert.pem') };
    const server = createServer(tls, () => (requests += 1));
    const url = (await listen(server)).replace('http:', 'https:');
    const transport = createTransport();
    const answer = await transport(postTo(url));
    expect(answer.status).toBe(503);
    expect(answer.text).toMatch(
      /^The TLS certificate of 127\.0\.0\.1:\d+ is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): .*NODE_EXTRA_CA_CERTS\.$/,
    );
    expect(requests).toBe(0);
    await transport.close();
    server.close();
    await once(server, 'close');
  });
});
