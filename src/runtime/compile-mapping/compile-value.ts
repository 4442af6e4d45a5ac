import { isObject } from '@segment/actions-core';
import { arrayPath } from './array-path';
import { changeCase } from './case';
import { NotCompilable, type Compiler, type Directive, type Resolve } from './compiler';
import { excludeWhenNull } from './exclude-when-null';
import { flatten } from './flatten';
import { json } from './json';
import { literal } from './literal';
import { merge } from './merge';
import { path } from './path';
import { replace } from './replace';
import { template } from './template';
import { transform } from './transform';
import { when } from './if';

/** All directives of the framework but `@liquid`, a language of its own. */
const DIRECTIVES = new Map<string, Directive>([
  ['@arrayPath', arrayPath],
  ['@case', changeCase],
  ['@excludeWhenNull', excludeWhenNull],
  ['@flatten', flatten],
  ['@if', when],
  ['@json', json],
  ['@literal', literal],
  ['@merge', merge],
  ['@path', path],
  ['@replace', replace],
  ['@template', template],
  ['@transform', transform],
]);

/** Compiles any part of a mapping. Throws {@link NotCompilable} where only the framework can run it. */
export function compileValue(mapping: unknown, compiler: Compiler): Resolve {
  if (Array.isArray(mapping)) {
    const items = mapping.map((item) => compiler.value(item));
    return (data) => items.map((resolve) => resolve(data));
  }
  if (!isObject(mapping)) return () => mapping;
  const keys = Object.keys(mapping);
  const name = keys.find((key) => key.startsWith('@'));
  // Among other keys, a key with an @ is a key as any.
  const isDirective = name !== undefined && keys.every((key) => key.startsWith('@') || key === '_metadata');
  return isDirective ? compileDirective(name, mapping, compiler) : compileObject(mapping, compiler);
}

function compileDirective(name: string, mapping: object, compiler: Compiler): Resolve {
  const directive = DIRECTIVES.get(name);
  if (directive === undefined) throw new NotCompilable(name);
  return directive((mapping as Record<string, unknown>)[name], compiler);
}

function compileObject(mapping: object, compiler: Compiler): Resolve {
  const entries = Object.entries(mapping).map(([key, value]) => ({ key, resolve: compiler.value(value) }));
  if (entries.some(({ key }) => key === '__proto__')) throw new NotCompilable('__proto__');
  return (data) => {
    const object: Record<string, unknown> = {};
    for (const { key, resolve } of entries) object[key] = resolve(data);
    return object;
  };
}
