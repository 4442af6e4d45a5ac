import { readAmount } from '../../../../src/destinations/amplitude/mapping/amount';

describe(readAmount, () => {
  it.each([
    [32, 32],
    [-32.5, -32.5],
    ['32', 32],
    ['$32.50', 32.5],
    ['-$32.50', -32.5],
    ['$-32.50', -32.5],
    ['$ 32.50', 32.5],
    ['US$32.50', 32.5],
    ['32.50 €', 32.5],
    ['EUR 32.50', 32.5],
    ['32 USD', 32],
    ['1,200.00', 1200],
    ['1,200,300', 1_200_300],
    ['.5', 0.5],
    ['+5', 5],
    ['5.', 5],
    ['1e3', 1000],
    ['1.5e-2', 0.015],
    [' 7 ', 7],
    ['$\u00a07', 7],
    [`${'0'.repeat(62)}.5`, 0.5],
  ])('reads %p as %p', (value, expected) => {
    expect(readAmount(value)).toBe(expected);
  });

  it.each([
    '32,50', '0,500', '00,500', '1,20', '1,2000', ',200', 'free', '', ' ', '$', '+', '.', '-', '--3', '+-3', '-$-3', '1e999', 'e3', '12abc',
    '1.2.3', '0x10', '1 200', '5 %', 'Infinity', 'NaN', `${'0'.repeat(63)}.5`, NaN, Infinity, null, undefined, {}, [5],
    true, 5n,
  ])('does not guess at %p', (value) => {
    expect(readAmount(value)).toBeUndefined();
  }); // prettier-ignore

  it.each([
    ['blanks', `-${' '.repeat(100_000)}x`],
    ['digits', '1'.repeat(100_000)],
    ['thousands', `${'1,000'.repeat(20_000)}!`],
    ['letters', 'A'.repeat(100_000)],
    ['signs of money', '$'.repeat(100_000)],
  ])('gives no pattern more than 64 of 100,000 characters to read: %s', (_title, text) => {
    const patterns = jest.spyOn(RegExp.prototype, 'exec');
    expect(readAmount(text)).toBeUndefined();
    const read = patterns.mock.calls.map(([given]) => given.length);
    patterns.mockRestore();
    expect(Math.max(0, ...read)).toBeLessThanOrEqual(64);
  });

  it('reads the longest amount in few steps: no part of the pattern can match in two ways', () => {
    expect(readAmount(`-${' '.repeat(62)}x`)).toBeUndefined();
    expect(readAmount(`${'1,000'.repeat(12)}!`)).toBeUndefined();
  });
});
