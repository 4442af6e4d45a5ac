import { isJsonObject } from 'segment-actions-amplitude/api';
import { CliError } from '../cli-error';
import { REJECTION_KEY } from '../input/read-event';

/** What is to be changed in an event. */
export interface LetterChange {
  /** Paths such as `context.device.id`, and the values to put there. */
  set: readonly (readonly [path: string, value: unknown])[];
  remove: readonly string[];
}

/** Reads `userId=user-1` or `properties.price=9.5`: the value is JSON where it can be, else text. */
export function toSetting(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new CliError(`--set ${text} must be path=value, such as userId=user-1.`);
  const [path, value] = [text.slice(0, at).trim(), text.slice(at + 1)];
  refuseRejection(path);
  try {
    return [path, JSON.parse(value) as unknown];
  } catch {
    return [path, value];
  }
}

/** Changes the event in place. */
export function changeLetter(event: Record<string, unknown>, { set, remove }: LetterChange): void {
  for (const [path, value] of set) setAt(event, path.split('.'), value);
  for (const path of remove) removeAt(event, path.split('.'));
}

function setAt(target: Record<string, unknown>, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = target[key];
  const next = isJsonObject(inner) ? { ...inner } : {};
  target[key] = next;
  setAt(next, rest, value);
}

function removeAt(target: Record<string, unknown>, [key = '', ...rest]: string[]): void {
  if (rest.length === 0) {
    delete target[key];
    return;
  }
  const inner = target[key];
  if (!isJsonObject(inner)) return;
  const next = { ...inner };
  target[key] = next;
  removeAt(next, rest);
}

/** The reason is what `retry` goes by. */
export function refuseRejection(path: string): void {
  if (path.split('.')[0] === REJECTION_KEY) throw new CliError(`${REJECTION_KEY} is not part of the event.`);
}
