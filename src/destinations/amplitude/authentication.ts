import { InvalidAuthenticationError, type AuthenticationScheme } from '@segment/actions-core';
import { basicAuth } from './api/basic-auth';
import { toUrl } from './api/endpoints';
import { toFrameworkTransport } from './api/framework-transport';
import { parseAnswer } from './api/parse-answer';
import { toForeignMessage } from './api/read-answer';
import { readStatus } from './api/read-status';
import { toRedactor } from './api/redact';
import { toError } from './api/to-answers';
import { toReason } from './api/to-reason';
import { settingsFields, type DestinationOptions, type Settings } from './settings';

const TEST_USER = 'testUser@example.com';

/** The settings a customer fills in, and the check that the two keys belong together (Dashboard REST, user search). */
export function authentication({ baseUrl }: DestinationOptions): AuthenticationScheme<Settings> {
  return {
    scheme: 'custom',
    fields: settingsFields,
    testAuthentication: async (request, { settings }) => {
      const url = `${toUrl('usersearch', settings.endpoint, baseUrl)}?user=${encodeURIComponent(TEST_USER)}`;
      const transport = toFrameworkTransport(request);
      const answer = parseAnswer(await transport({ method: 'GET', url, headers: basicAuth(settings) }));
      const { status, foreign } = readStatus('usersearch', answer);
      if (status === 200) return;
      if (status === 401 || status === 403) {
        throw new InvalidAuthenticationError(
          'Amplitude does not know this API Key and Secret Key in this region.',
        );
      }
      const message =
        foreign === undefined
          ? toReason({ ...answer, status }, toRedactor(settings))
          : toForeignMessage('usersearch', foreign);
      throw toError(status, message);
    },
  };
}
