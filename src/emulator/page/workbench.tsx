import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ArrivalDetail } from '../page-api';
import { get } from './api';
import { unpack } from './fragment';
import { usePlace } from './router';
import { Steps } from './steps';
import { useLoaded } from './use-loaded';
import { useScreen } from './use-screen';
import { useTry } from './use-try';
import { Actions } from './workbench-actions';
import { EMPTY_CASE, toInput, type Case, type Offer } from './workbench-case';
import { EventInput, MappingInput, type InputProps } from './workbench-inputs';
import { SettingsInput } from './workbench-settings';

const toText = (value: unknown): string => JSON.stringify(value, null, 2);

/** An event, a mapping and settings on one side; on the other what becomes of them, step by step. */
export function Workbench() {
  const heading = useScreen('Workbench');
  const { value: offer, error } = useLoaded<Offer>('workbench');
  return (
    <section class="screen wide">
      <h1 tabIndex={-1} ref={heading}>
        Workbench
      </h1>
      {error && (
        <p>
          The workbench runs events through the destination, which this emulator does not have. Start{' '}
          <code>npx amplitude-actions playground</code> instead.
        </p>
      )}
      {offer && <Bench offer={offer} />}
    </section>
  );
}

/** The case of the address: shared in its fragment, an arrival, or the first sample. */
async function readStart(hash: string, query: URLSearchParams, { samples }: Offer): Promise<Case> {
  const packed = new URLSearchParams(hash.slice(1)).get('w');
  if (packed !== null) return { ...EMPTY_CASE, ...(JSON.parse(await unpack(packed)) as Partial<Case>) };
  const id = query.get('event');
  if (id !== null) {
    const { source } = await get<ArrivalDetail>(`events/${encodeURIComponent(id)}`);
    if (source) return { ...EMPTY_CASE, event: toText(source.event), userAsNow: true };
  }
  return { ...EMPTY_CASE, event: toText(samples[0]?.event ?? {}) };
}

function Bench({ offer }: { offer: Offer }) {
  const { hash, query } = usePlace();
  const [written, setWritten] = useState<Case>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    readStart(hash, query, offer).then(setWritten, () => {
      setProblem('The shared case in this address cannot be read, or its event is gone.');
      setWritten({ ...EMPTY_CASE, event: toText(offer.samples[0]?.event ?? {}) });
    });
  }, []);
  return (
    <>
      {problem !== '' && <p class="bad">{problem}</p>}
      {written && (
        <Open offer={offer} written={written} onChange={(part) => setWritten({ ...written, ...part })} />
      )}
    </>
  );
}

function Open({ offer, written, onChange }: InputProps) {
  const input = useMemo(() => toInput(written, offer.presets), [written]);
  const tried = useTry(input);
  return (
    <div class="bench">
      <div class="inputs">
        <EventInput offer={offer} written={written} onChange={onChange} tried={tried} />
        <MappingInput offer={offer} written={written} onChange={onChange} tried={tried} />
        <SettingsInput written={written} onChange={onChange} />
        <Actions written={written} presets={offer.presets} run={tried.runNow} input={input} />
      </div>
      <div class={tried.isOld ? 'results old' : 'results'} aria-busy={tried.isOld}>
        {tried.error !== undefined && (
          <p class="bad" role="alert">
            {tried.error}
          </p>
        )}
        {tried.result && <Steps result={tried.result} />}
        {!tried.result && tried.error === undefined && <p class="soft">Running…</p>}
      </div>
    </div>
  );
}
