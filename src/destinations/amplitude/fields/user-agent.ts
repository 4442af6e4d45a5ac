import { path } from './default-mappings';
import { fieldSet } from './field-set';

/** The browser's user agent, from which OS and device are read. */
export const userAgent = fieldSet({
  userAgent: {
    label: 'User Agent',
    type: 'string',
    description: 'User agent of the browser or app.',
    default: path('$.context.userAgent'),
  },
  userAgentParsing: {
    label: 'User Agent Parsing',
    type: 'boolean',
    description:
      'Read OS name, OS version, device model and manufacturer from the user agent where they are not mapped.',
    default: true,
  },
  includeRawUserAgent: {
    label: 'Include Raw User Agent',
    type: 'boolean',
    description: 'Send the user agent itself too, as user_agent, for Amplitude to parse.',
    default: false,
  },
  userAgentBrowserAsOs: {
    label: 'Report Browser As Operating System',
    type: 'boolean',
    description:
      'Name the browser where the operating system is expected, as Amplitude Classic did: OS Name and OS Version are the browser and its major version, Device Model the operating system. Keeps charts continuous after a migration.',
    default: false,
  },
  userAgentData: {
    label: 'User Agent Data',
    type: 'object',
    description: 'User agent client hints, which are more exact than the user agent.',
    properties: {
      model: { label: 'Model', type: 'string', description: 'Device model hint.' },
      platformVersion: {
        label: 'Platform Version',
        type: 'string',
        description: 'Operating system version hint.',
      },
    },
    default: {
      model: path('$.context.userAgentData.model'),
      platformVersion: path('$.context.userAgentData.platformVersion'),
    },
  },
});
