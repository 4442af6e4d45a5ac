import { amplitudeAttribution } from '../../../../src/session-plugin';

describe(amplitudeAttribution, () => {
  it.each([['pay.example'], [[7]], [['']], [[null]], [{}]])(
    'refuses %j as excludeReferrers in one sentence, when it is made',
    (excludeReferrers) => {
      const options = { excludeReferrers } as Parameters<typeof amplitudeAttribution>[0];
      expect(() => amplitudeAttribution(options)).toThrow(
        new TypeError('amplitudeAttribution: excludeReferrers must be domains and patterns.'),
      );
    },
  );

  it('can be made where there is no page, as on a server', () => {
    expect(amplitudeAttribution({ excludeReferrers: ['pay.example', /\.bank$/] })).toMatchObject({
      name: 'Amplitude Attribution',
      type: 'enrichment',
    });
  });
});
