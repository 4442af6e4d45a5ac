import { toBrokenConnection, type Answer } from '../../destinations/amplitude/api/transport';

const CERTIFICATE = /CERT|LEAF_SIGNATURE|ISSUER/;
const PROXY_ANSWER = /Proxy response \((\d+)\)/;

/** The answer in place of one that never came. The error itself holds the request, and with it the key: it goes no further. */
export function toFailure(error: unknown, url: string): Answer {
  const { code, message } = toCause(error);
  const { host } = new URL(url);
  if (CERTIFICATE.test(code)) {
    const text = `The TLS certificate of ${host} is not trusted (${code}): is there a proxy that opens TLS? Name its certificate in NODE_EXTRA_CA_CERTS.`;
    return { status: 503, text, isLocal: true };
  }
  const [, status] = PROXY_ANSWER.exec(message) ?? [];
  if (status !== undefined) {
    const text = `The proxy answered ${status} instead of connecting to ${host}: check HTTPS_PROXY and HTTP_PROXY.`;
    return { status: 503, text, isLocal: true };
  }
  return toBrokenConnection(code);
}

interface Cause {
  code: string;
  message: string;
}

/** The innermost error with a code: undici wraps that of the socket. */
function toCause(error: unknown): Cause {
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: unknown; cause?: unknown };
  const inner = cause == null ? undefined : toCause(cause);
  if (inner !== undefined && inner.code !== '') return inner;
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : '',
  };
}
