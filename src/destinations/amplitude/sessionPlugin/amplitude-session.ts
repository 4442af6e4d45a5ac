import type { Analytics, Context, Plugin } from '@segment/analytics-next';
import { DEFAULT_WEB_LENGTH, resolveSessionOptions, type WebSessionOptions } from './session-options';
import { WebSession } from './web-session';

/** What a page can do with its sessions. A call before analytics.js has loaded the plugin runs once it has. */
export interface SessionControls {
  /** The id of the session that runs, or undefined: the next event starts one. */
  getId(): number | undefined;
  /** Ends the session and starts another. Gives the new id; undefined before the plugin is loaded. */
  startNew(): number | undefined;
  /** Ends the session; the next event starts another. */
  end(): void;
  /** Keeps the session alive without an event, for instance while a film plays. */
  extend(): void;
}

type Action = 'startNew' | 'end' | 'extend';

/** A plugin for analytics.js that a page can also talk to. */
export type AmplitudeSession = Plugin & SessionControls;

/**
 * An enrichment plugin for `@segment/analytics-next` that gives every event bound for Amplitude its session id.
 * Throws a TypeError for an option it cannot use.
 * @example
 * const sessions = amplitudeSession({ triggerSessionEvents: true });
 * analytics.register(sessions);
 */
export function amplitudeSession(options: WebSessionOptions = {}): AmplitudeSession {
  const resolved = resolveSessionOptions(options, DEFAULT_WEB_LENGTH);
  const sessions = new WeakMap<Analytics, WebSession>();
  const waiting: Action[] = [];
  /** Of the instance that was loaded last: a page has one as a rule. */
  let current: WebSession | undefined;

  function call(action: Action): number | undefined {
    if (current) return current[action]();
    waiting.push(action);
    return undefined;
  }

  const base = {
    name: 'Amplitude Session',
    version: '1.0.0',
    type: 'enrichment',
    isLoaded: () => true,
  } as const;
  return {
    ...base,
    /** Hooks do not learn which instance calls them, so each instance gets a plugin of its own. */
    load(_context, instance) {
      const session = new WebSession(instance, resolved);
      sessions.set(instance, session);
      current = session;
      waiting.splice(0).forEach((action) => session[action]());
      const enrich = (context: Context) => session.enrich(context);
      return instance.register({
        ...base,
        load: () => Promise.resolve(),
        track: enrich,
        page: enrich,
        screen: enrich,
        identify: enrich,
        group: enrich,
        alias: enrich,
      });
    },
    unload: (_context, instance: Analytics) => sessions.get(instance)?.close(),
    getId: () => current?.getId(),
    startNew: () => call('startNew'),
    end: () => call('end'),
    extend: () => call('extend'),
  };
}
