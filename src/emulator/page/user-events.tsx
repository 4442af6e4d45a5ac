import type { Step } from '../page-api';
import { plural, toEventPath, toFullTime, toTime } from './format';

const MOST_SHOWN = 200;

/** The steps, newest first, in the sessions they belong to. */
export function UserEvents({ steps, count }: { steps: readonly Step[]; count: number }) {
  const shown = steps.slice(-MOST_SHOWN).reverse();
  return (
    <section>
      <h2>Events</h2>
      <ol class="plain events">
        {shown.map((step, index) => {
          const isNewSession = index === 0 || shown[index - 1]?.session !== step.session;
          const isLater = steps.indexOf(step) >= count;
          return (
            <li key={step.id} class={isLater ? 'later' : ''}>
              {isNewSession && (
                <p class="soft session">
                  {step.session === undefined || step.session < 0
                    ? 'Out of session'
                    : `Session of ${toFullTime(step.session)}`}
                </p>
              )}
              <a href={toEventPath(step.id)}>{step.name}</a>{' '}
              <time class="soft mono" title={toFullTime(step.at)}>
                {toTime(step.at)}
              </time>{' '}
              {step.changes.length > 0 && <span class="soft">{plural(step.changes.length, 'change')}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
