import type { AmplitudeEmulator } from '../amplitude-emulator';
import type { EmulatorOptions } from '../emulator-options';
import { isJsonObject, type JsonObject } from '../json-object';
import { readFault } from '../read-fault';

interface Asked {
  emulator: AmplitudeEmulator;
  options: EmulatorOptions;
  /** The parsed body; undefined when there was none. */
  body: unknown;
}

/** Changes something and answers what there is now. Throws a sentence for a body that cannot be read. */
type Action = (asked: Asked) => unknown;

/** `POST /__emulator/<name>`. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  reset({ emulator }) {
    emulator.reset();
    return { reset: true };
  },
  clock({ emulator, body }) {
    const { advance, time } = toObject(body);
    if (typeof advance === 'number') emulator.advance(advance);
    else if (typeof time === 'number') emulator.setTime(time);
    else throw new Error('Give {"advance": ms} or {"time": ms since 1970}.');
    return { now: emulator.organization.rules.clock.now() };
  },
  faults({ emulator, body }) {
    const faults = (Array.isArray(body) ? (body as unknown[]) : [body]).map(readFault);
    for (const fault of faults) emulator.addFault(fault);
    return emulator.faults.all;
  },
  silence({ emulator, body }) {
    const { device_id: deviceId } = toObject(body);
    if (typeof deviceId !== 'string' || deviceId === '') throw new Error('Give {"device_id": "…"}.');
    emulator.silence(deviceId);
    return { silenced: deviceId };
  },
  try({ options, body }) {
    const input = toObject(body);
    if (!options.workbench)
      throw new Error('The workbench needs the destination: start amplitude-actions playground.');
    if (!isJsonObject(input.event)) throw new Error('"event" must be a JSON object.');
    return options.workbench.run({ ...input, event: input.event });
  },
};

const toObject = (body: unknown): JsonObject => (isJsonObject(body) ? body : {});
