import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A sentence about an entry of the configuration. */
export class Malformed extends Error {}

/** A key as it stands, or where it is kept: `env:NAME`, `file:PATH`. */
export function readSecret(value: unknown, name: string, directory: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new Malformed(`"${name}" must be text.`);
  const [, kind, where = ''] = /^(env|file):(.+)$/.exec(value) ?? [];
  if (kind === undefined) return value.trim();
  const secret = kind === 'env' ? process.env[where] : readText(resolve(directory, where), name);
  if (secret === undefined || secret.trim() === '') {
    throw new Malformed(`"${name}" is to come from ${kind}:${where}, and there is nothing.`);
  }
  return secret.trim();
}

export function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Malformed(`"${name}" names the file ${path}, which cannot be read.`);
  }
}
