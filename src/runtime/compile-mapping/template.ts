import { get } from '@segment/actions-core';
import { throwing, type Directive, type Resolve } from './compiler';
import { readPath, toPathKeys } from './path';

/** The two kinds of placeholder, in the order in which they are filled: what a triple one yields may hold double ones. */
const TRIPLE = /\{\{\{([^}]+)\}\}\}/g;
const DOUBLE = /\{\{([^}]+)\}\}/g;

/** `@template`: text with placeholders, "Viewed {{name}}". */
export const template: Directive = (options, compiler) => {
  if (typeof options === 'string') return compileTemplate(options);
  if (typeof options !== 'object') return throwing('@template needs text.');
  const toTemplate = compiler.value(options);
  return (data) => {
    const text = toTemplate(data);
    if (typeof text !== 'string') throw new Error('@template needs text.');
    return fill(fill(text, TRIPLE, data), DOUBLE, data);
  };
};

function compileTemplate(text: string): Resolve {
  if (text.search(TRIPLE) >= 0) return (data) => fill(fill(text, TRIPLE, data), DOUBLE, data);
  const parts: (string | Resolve)[] = [];
  let end = 0;
  for (const match of text.matchAll(DOUBLE)) {
    parts.push(text.slice(end, match.index), readPath(toPathKeys((match[1] ?? '').trim())));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return (data) => {
    let filled = '';
    for (const part of parts) filled += typeof part === 'string' ? part : toText(part(data));
    return filled;
  };
}

function fill(text: string, placeholder: RegExp, data: unknown): string {
  return text.replace(placeholder, (_, inside: string) => toText(get(data, inside.trim())));
}

/** As `String.replace` makes text of a value. */
function toText(value: unknown): string {
  return `${(value ?? '') as string}`;
}
