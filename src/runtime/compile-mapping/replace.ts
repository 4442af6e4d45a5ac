import { isObject } from '@segment/actions-core';
import { throwing, type Directive } from './compiler';

/** Longest pattern and replacement that the framework runs. */
const MAX_LENGTH = 10;
const SPECIAL = /[-[\]{}()*+?.,\\^$|#\s]/g;

interface Options {
  pattern?: unknown;
  replacement?: unknown;
  pattern2?: unknown;
  replacement2?: unknown;
  ignorecase?: unknown;
  global?: unknown;
  value?: unknown;
}

type Replace = (text: string) => string;

/** `@replace`: one or two plain texts replaced; numbers and booleans are text here, and what is neither becomes ''. */
export const replace: Directive = (options, compiler) => {
  if (!isObject(options) || !options.pattern) return throwing('@replace needs a "pattern".');
  const { value }: Options = options;
  if (!value) return () => undefined;
  const toValue = compiler.value(value);
  const steps = toSteps(options);
  if (steps === undefined) {
    return (data) => {
      toValue(data);
      return '';
    };
  }
  return (data) => {
    const given = toValue(data);
    const text = typeof given === 'boolean' || typeof given === 'number' ? String(given) : given;
    return typeof text === 'string' ? steps.reduce((done, step) => step(done), text) : '';
  };
};

/** Undefined where an option has a wrong type: the framework then yields '' for everything. */
function toSteps(options: Options): Replace[] | undefined {
  const { pattern, pattern2 } = options;
  const replacement = options.replacement ?? '';
  const replacement2 = options.replacement2 ?? '';
  const flags = toFlags(options);
  if (flags === undefined || typeof pattern !== 'string' || typeof replacement !== 'string') return undefined;
  const steps = [toStep(pattern, replacement, flags)];
  const isSecond = typeof pattern2 === 'string' && pattern2 !== '' && typeof replacement2 === 'string';
  if (isSecond) steps.push(toStep(pattern2, replacement2, flags));
  return steps;
}

function toFlags({ ignorecase, global }: Options): string | undefined {
  const [ignoresCase, isGlobal] = [ignorecase ?? false, global ?? true];
  if (typeof ignoresCase !== 'boolean' || typeof isGlobal !== 'boolean') return undefined;
  return `${isGlobal ? 'g' : ''}${ignoresCase ? 'i' : ''}`;
}

function toStep(pattern: string, replacement: string, flags: string): Replace {
  if (pattern.length > MAX_LENGTH || replacement.length > MAX_LENGTH) {
    return () => {
      throw new Error(`@replace takes a pattern and a replacement of at most ${MAX_LENGTH} characters.`);
    };
  }
  const expression = new RegExp(pattern.replace(SPECIAL, '\\$&'), flags);
  return (text) => text.replace(expression, replacement);
}
