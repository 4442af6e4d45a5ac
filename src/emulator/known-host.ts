import { isIP } from 'node:net';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/**
 * Tells whether a Host header names this emulator. A web page can make its own name lead to this machine
 * (DNS rebinding), and would then read everything; an IP address or a name that was given cannot be such a page.
 */
export function createHostCheck(
  host: string,
  hostNames: readonly string[],
): (header: string | undefined) => boolean {
  const names = new Set([...LOOPBACK, host, ...hostNames].map((name) => name.toLowerCase()));
  const isOpen = !LOOPBACK.includes(host);
  return (header) => {
    if (header === undefined) return true;
    const name = readName(header);
    return name !== undefined && (names.has(name) || (isOpen && isIP(name) !== 0));
  };
}

function readName(header: string): string | undefined {
  try {
    return new URL(`http://${header}`).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  } catch {
    return undefined;
  }
}
