import type { ComponentChildren } from 'preact';

interface Props {
  label: string;
  /** Headings; one that begins with `#` is of numbers. */
  heads: readonly string[];
  children: ComponentChildren;
  class?: string;
}

/** A table that scrolls by itself where it is too wide, also by the keyboard. */
export function Table({ label, heads, children, class: name }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table class={name}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} class={head.startsWith('#') ? 'number' : undefined}>
                {head.replace('#', '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
