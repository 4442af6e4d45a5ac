import { useState } from 'preact/hooks';
import { toShort } from './format';

const OPEN_LEVELS = 2;
const MOST_NODES = 200;
const MOST_CHARACTERS = 256 * 1024;

/** JSON as a tree: two levels open, 200 entries of each list or object at a time; very long JSON as plain text. */
export function JsonView({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? 'nothing';
  if (text.length > MOST_CHARACTERS) {
    return (
      <div class="json">
        <p class="soft">Too long for a tree.</p>
        <pre tabIndex={0}>{text.slice(0, MOST_CHARACTERS)}…</pre>
      </div>
    );
  }
  return (
    <div class="json">
      <Node value={value} level={0} />
    </div>
  );
}

function Node({ name, value, level }: { name?: string; value: unknown; level: number }) {
  const [shown, setShown] = useState(MOST_NODES);
  const label = name === undefined ? null : <span class="json-key">{name}: </span>;
  if (typeof value !== 'object' || value === null) {
    return (
      <div class="json-leaf">
        {label}
        <span class={typeof value === 'string' ? 'json-text' : 'json-number'}>
          {JSON.stringify(value) ?? 'undefined'}
        </span>
      </div>
    );
  }
  const entries: [string, unknown][] = Object.entries(value);
  if (entries.length === 0) {
    return (
      <div class="json-leaf">
        {label}
        {Array.isArray(value) ? '[]' : '{}'}
      </div>
    );
  }
  return (
    <details open={level < OPEN_LEVELS}>
      <summary>
        {label}
        <span class="soft">
          {Array.isArray(value) ? `list of ${entries.length}` : toShort(Object.keys(value).join(', '), 60)}
        </span>
      </summary>
      {entries.slice(0, shown).map(([key, each]) => (
        <Node key={key} name={key} value={each} level={level + 1} />
      ))}
      {entries.length > shown && (
        <button type="button" onClick={() => setShown(shown + MOST_NODES)}>
          Show {Math.min(MOST_NODES, entries.length - shown)} more of {entries.length}
        </button>
      )}
    </details>
  );
}
