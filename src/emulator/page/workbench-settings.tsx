import { Choice } from './choice';
import { FAULTS, type Case } from './workbench-case';

interface Props {
  written: Case;
  onChange: (part: Partial<Case>) => void;
}

export function SettingsInput({ written, onChange }: Props) {
  return (
    <fieldset class="settings">
      <legend>Settings</legend>
      <Switch label="Documented limits" isOn={written.strict} onChange={(strict) => onChange({ strict })} />
      <Switch
        label="Batch endpoint"
        isOn={written.useBatchEndpoint}
        onChange={(useBatchEndpoint) => onChange({ useBatchEndpoint })}
      />
      <label>
        Shortest id{' '}
        <input
          type="number"
          min={0}
          max={100}
          value={written.minIdLength}
          onInput={({ currentTarget: { value } }) => onChange({ minIdLength: Number(value) })}
        />
      </label>
      <Choice
        label="Fault"
        value={written.fault}
        options={[['', 'none'], ...Object.keys(FAULTS).map((name) => [name, name] as const)]}
        onChange={(fault) => onChange({ fault })}
      />
      <Choice
        label="User before"
        value={written.userAsNow ? 'now' : 'empty'}
        options={[
          ['empty', 'empty'],
          ['now', 'as now'],
        ]}
        onChange={(value) => onChange({ userAsNow: value === 'now' })}
      />
    </fieldset>
  );
}

function Switch({
  label,
  isOn,
  onChange,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />{' '}
      {label}
    </label>
  );
}
