import { basicAuth } from '../../../../src/destinations/amplitude/api/basic-auth';
import { API_KEY, SECRET_KEY, toSettings } from '../../../send-events';

describe(basicAuth, () => {
  it('is the header of both keys', () => {
    const { authorization = '' } = basicAuth(toSettings());
    const [scheme, credentials = ''] = authorization.split(' ');
    expect(scheme).toBe('Basic');
    expect(Buffer.from(credentials, 'base64').toString()).toBe(`${API_KEY}:${SECRET_KEY}`);
  });
});
