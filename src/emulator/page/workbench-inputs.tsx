import type { TryCheck } from '../workbench';
import { Choice } from './choice';
import { Editor } from './editor';
import { lineOfPath } from './read-json';
import type { Tried } from './use-try';
import { differingKeys, type Case, type Offer } from './workbench-case';

export interface InputProps {
  offer: Offer;
  written: Case;
  onChange: (part: Partial<Case>) => void;
}

const toText = (value: unknown): string => JSON.stringify(value, null, 2);

/** Errors of the run at the lines they are about; `toPath` says where in the text a check points. */
function toMarks(
  text: string,
  { result, isOld }: Tried,
  toPath: (check: TryCheck) => string | undefined,
): Map<number, string> {
  const marks = new Map<number, string>();
  if (isOld) return marks;
  for (const check of result?.steps.flatMap(({ checks }) => checks) ?? []) {
    const path = toPath(check);
    const line = check.error === undefined || path === undefined ? undefined : lineOfPath(text, path);
    if (line !== undefined && check.error !== undefined) marks.set(line, check.error);
  }
  return marks;
}

const toFieldPath = ({ field }: TryCheck): string | undefined => field && `mapping.${field}`;

export function EventInput({ offer, written, onChange, tried }: InputProps & { tried: Tried }) {
  const pick = (name: string): void => {
    const sample = offer.samples.find((each) => each.name === name);
    if (sample) onChange({ event: toText(sample.event) });
  };
  return (
    <fieldset>
      <legend>Event</legend>
      <Choice
        label="Sample"
        value=""
        options={[['', 'choose…'], ...offer.samples.map(({ name }) => [name, name] as const)]}
        onChange={pick}
      />
      <Editor
        id="event"
        label="Segment event"
        value={written.event}
        onInput={(event) => onChange({ event })}
        onRun={tried.runNow}
        marks={toMarks(written.event, tried, ({ path }) => path)}
      />
    </fieldset>
  );
}

export function MappingInput({ offer, written, onChange, tried }: InputProps & { tried: Tried }) {
  const preset = offer.presets.find(({ name }) => name === written.preset);
  const differing = differingKeys(written, offer.presets);
  return (
    <fieldset>
      <legend>Mapping</legend>
      <Choice
        label="Preset"
        value={written.preset}
        options={[['', 'all presets'], ...offer.presets.map(({ name }) => [name, name] as const)]}
        onChange={(preset) => onChange({ preset, subscription: undefined })}
      />{' '}
      {preset && written.subscription === undefined && (
        <button type="button" onClick={() => onChange({ subscription: toText(preset) })}>
          Edit it
        </button>
      )}
      {written.subscription !== undefined && (
        <>
          <button type="button" onClick={() => onChange({ subscription: undefined })}>
            Back to the preset
          </button>
          <Editor
            id="mapping"
            label="Subscription"
            value={written.subscription}
            onInput={(subscription) => onChange({ subscription })}
            onRun={tried.runNow}
            marks={toMarks(written.subscription, tried, toFieldPath)}
          />
          <p class="soft">
            {differing.length === 0
              ? 'The same as the preset.'
              : `Different from the preset: ${differing.join(', ')}.`}
          </p>
        </>
      )}
    </fieldset>
  );
}
