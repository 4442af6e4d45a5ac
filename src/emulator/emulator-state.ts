import { ArrivalLog } from './arrivals/arrival-log';
import { createCounts, type AllCounts } from './counts';
import type { EmulatorOptions } from './emulator-options';
import { ExchangeLog } from './exchange-log';
import { FaultPlan } from './faults';
import { Organization } from './organization';
import type { StreamMessage } from './page-api';

const DEFAULT_SEED = 1;
const DEFAULT_EXCHANGES = 1_000;

/** All that a reset replaces. */
export interface State {
  organization: Organization;
  faults: FaultPlan;
  log: ExchangeLog;
  counts: AllCounts;
  arrivals?: ArrivalLog;
}

export function createState(
  options: EmulatorOptions,
  listeners: Set<(message: StreamMessage) => void>,
): State {
  return {
    organization: new Organization(options),
    faults: new FaultPlan(options.faults ?? [], options.seed ?? DEFAULT_SEED),
    log: new ExchangeLog(options.keepExchanges ?? DEFAULT_EXCHANGES),
    counts: createCounts(),
    ...(options.page &&
      options.keepEvents !== false && { arrivals: new ArrivalLog(listeners, options.workbench?.findSource) }),
  };
}
