import { APIError, InvalidAuthenticationError, type AuthenticationScheme } from '@segment/actions-core';
import { basicAuth } from './api/basic-auth';
import { toFrameworkTransport } from './api/framework-transport';
import { toUrl } from './api/endpoints';
import { toReason } from './api/read-answer';
import { toRedactor } from './api/redact';

import type { DestinationOptions, Settings } from './settings';

const TEST_USER = 'testUser@example.com';

/** The settings a customer fills in, and the check that the two keys belong together. */
export function authentication(options: DestinationOptions): AuthenticationScheme<Settings> {
  return {
    scheme: 'custom',
    fields: {
      apiKey: {
        label: 'API Key',
        type: 'password',
        required: true,
        description: 'API key of your Amplitude project, from its General settings.',
      },
      secretKey: {
        label: 'Secret Key',
        type: 'password',
        required: true,
        description: 'Secret key of your Amplitude project, from its General settings. Needed for deletions.',
      },
      endpoint: {
        label: 'Endpoint Region',
        type: 'string',
        format: 'text',
        choices: [
          { label: 'North America', value: 'north_america' },
          { label: 'Europe', value: 'europe' },
        ],
        default: 'north_america',
        description: 'Region in which your Amplitude project lives.',
      },
    },
    testAuthentication: async (request, { settings }) => {
      const url = `${toUrl('usersearch', settings.endpoint, options.baseUrl)}?user=${encodeURIComponent(TEST_USER)}`;
      const answer = await toFrameworkTransport(request)({
        method: 'GET',
        url,
        headers: basicAuth(settings),
      });
      if (answer.status === 401 || answer.status === 403) {
        throw new InvalidAuthenticationError(
          'Amplitude does not know this API Key and Secret Key in this region.',
        );
      }
      if (answer.status !== 200) throw new APIError(toReason(answer, toRedactor(settings)), answer.status);
    },
  };
}
