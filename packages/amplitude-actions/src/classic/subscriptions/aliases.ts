import { path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { actionDefaults } from '../mapping/action-defaults';
import { firstNotBlank } from '../mapping/directives';
import { classicOption, skipUnless } from '../mapping/integration-options';
import { subscription, type ClassicSubscription } from './subscription';

/** Alias calls, when "Enable Alias" is on. `integrations.Amplitude.unmap` unlinks an id instead. */
export function aliases({ sendAlias }: ClassicSettings): ClassicSubscription[] {
  if (!sendAlias) return [];
  return [
    subscription('Alias Calls', 'type = "alias"', 'mapUser', {
      ...actionDefaults('mapUser'),
      user_id: firstNotBlank(path('$.previousId'), path('$.from')),
      global_user_id: firstNotBlank(path('$.userId'), path('$.to')),
      unmap: classicOption('unmap'),
      skip: skipUnless(),
    }),
  ];
}
