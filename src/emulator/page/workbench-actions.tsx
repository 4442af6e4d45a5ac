import { useState } from 'preact/hooks';
import type { TrySubscription } from '../workbench';
import { post } from './api';
import { copyText } from './copy';
import { pack } from './fragment';
import type { Case, toInput } from './workbench-case';

interface ActionsProps {
  written: Case;
  presets: TrySubscription[];
  run: () => void;
  input: ReturnType<typeof toInput>;
}

/** Run, share, save and keep. */
export function Actions({ written, presets, run, input }: ActionsProps) {
  const [said, setSaid] = useState('');
  const share = async (): Promise<void> => {
    const url = `${location.origin}/workbench#w=${await pack(JSON.stringify(written))}`;
    history.replaceState(null, '', url);
    setSaid(
      (await copyText(url)) ? 'The link is copied. It holds the event: nothing of it reaches a server.' : url,
    );
  };
  const keep = async (): Promise<void> => {
    await post('try', { ...input, keep: true });
    setSaid('Sent: it stands among the arrivals.');
  };
  const save = (): void => {
    const chosen = input?.subscriptions ?? presets;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([JSON.stringify(chosen, null, 2)], { type: 'application/json' }),
    );
    link.download = 'subscriptions.json';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <p class="toolbar">
      <button type="button" class="main" onClick={run} disabled={!input}>
        Run
      </button>
      <button type="button" onClick={() => void share()}>
        Share
      </button>
      <button type="button" onClick={save} disabled={!input}>
        Save the mapping
      </button>
      <button
        type="button"
        onClick={() => void keep().catch((error: unknown) => setSaid(String(error)))}
        disabled={!input}
      >
        Keep it
      </button>
      <span role="status">{said}</span>
    </p>
  );
}
