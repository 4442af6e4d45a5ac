import { useRef } from 'preact/hooks';
import { readJson } from './read-json';

interface Props {
  id: string;
  label: string;
  value: string;
  onInput: (text: string) => void;
  onRun: () => void;
  /** Lines with something wrong, and what. */
  marks: ReadonlyMap<number, string>;
}

/** A field for JSON with numbered lines; Tab leaves it. What is wrong stands under it and at its line's number. */
export function Editor({ id, label, value, onInput, onRun, marks }: Props) {
  const numbers = useRef<HTMLDivElement>(null);
  const { problem } = readJson(value);
  const all = new Map(marks);
  if (problem) all.set(problem.line, problem.message);
  const lines = value.split('\n').length;
  const scroll = (top: number): void => {
    if (numbers.current) numbers.current.scrollTop = top;
  };
  return (
    <div class="editor">
      <label for={id}>{label}</label>
      <div class="editor-box">
        <div class="numbers" ref={numbers} aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <div key={index} class={all.has(index + 1) ? 'bad' : ''}>
              {index + 1}
            </div>
          ))}
        </div>
        <textarea
          id={id}
          value={value}
          spellcheck={false}
          autocomplete="off"
          wrap="off"
          aria-invalid={all.size > 0}
          aria-describedby={`${id}-problems`}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
          onScroll={({ currentTarget }) => scroll(currentTarget.scrollTop)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onRun();
          }}
        />
      </div>
      <ul class="plain problems" id={`${id}-problems`}>
        {[...all].map(([line, message]) => (
          <li key={line} class="bad-text">
            Line {line}: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
