import { isIPv4 } from 'node:net';

/** The address of a user, as Segment notes it: IPv4 alone, and not that of a server. */
export function toUserIp(address: string, isFromUser: boolean): string | undefined {
  if (!isFromUser) return undefined;
  const plain = address.replace(/^::ffff:/i, '');
  return isIPv4(plain) ? plain : undefined;
}
