import { isJsonObject } from 'segment-actions-amplitude/api';

/**
 * The write key of a request: the user name of Basic auth, with or without its colon; else `writeKey` of the body; else
 * that of the first event. An empty user name and a Bearer token say: look in the body.
 */
export function findWriteKey(
  authorization: string | undefined,
  body: Record<string, unknown>,
): string | undefined {
  const [first] = Array.isArray(body.batch) ? (body.batch as unknown[]) : [];
  return (
    fromBasic(authorization) ?? fromObject(body) ?? (isJsonObject(first) ? fromObject(first) : undefined)
  );
}

function fromBasic(authorization: string | undefined): string | undefined {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [user = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return user.trim() === '' ? undefined : user.trim();
}

function fromObject({ writeKey }: Record<string, unknown>): string | undefined {
  return typeof writeKey === 'string' && writeKey.trim() !== '' ? writeKey.trim() : undefined;
}
