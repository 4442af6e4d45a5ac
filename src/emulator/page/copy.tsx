import { useState } from 'preact/hooks';

/** Copies a text; where the browser gives no clipboard (a page without https), by a field that is selected. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    // The only way without a clipboard, and old enough to work everywhere.
    const isCopied = document.execCommand('copy');
    field.remove();
    return isCopied;
  }
}

const SHOWN_MS = 2_000;

export function CopyButton({ text, label = 'Copy' }: { text: string | (() => string); label?: string }) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(typeof text === 'string' ? text : text());
    setSaid(isCopied ? 'Copied' : 'Not copied: select the text and copy it yourself');
    setTimeout(() => setSaid(''), SHOWN_MS);
  };
  return (
    <button type="button" onClick={() => void copy()}>
      {said === '' ? label : said}
    </button>
  );
}
