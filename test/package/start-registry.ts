import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Registry {
  url: string;
  /** `name@version` of what was published, in order. */
  published: string[];
  /** The package whose publication is refused. */
  refused: string | undefined;
  close(): Promise<void>;
}

interface Publication {
  name: string;
  versions: Record<string, unknown>;
}

/** A registry on loopback that takes publications and says what it holds: as much of npm's protocol as `npm publish` needs. */
export async function startRegistry(): Promise<Registry> {
  const documents = new Map<string, object>();
  const registry: Registry = { url: '', published: [], refused: undefined, close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    void (async () => {
      const name = decodeURIComponent((request.url ?? '').slice(1).split('?')[0] ?? '');
      if (request.method === 'PUT' && name !== registry.refused) {
        const document = (await json(request)) as Publication;
        documents.set(name, { ...document, time: {} });
        registry.published.push(`${name}@${Object.keys(document.versions).join()}`);
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}');
        return;
      }
      request.resume();
      const document = request.method === 'GET' ? documents.get(name) : undefined;
      response.writeHead(document === undefined ? 403 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(document ?? { error: 'no' }));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  registry.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  registry.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return registry;
}
