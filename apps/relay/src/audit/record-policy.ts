import { Injectable } from '@nestjs/common';
import { parseVerifierKey, type CheckpointPolicy } from '#tlog';
import type { LogName } from './log-name.js';

/** What the network's own statements say of its logs and witnesses; the directory feature tells it whenever that changes. */
@Injectable()
export class RecordPolicy {
  #policies: Readonly<Record<LogName, CheckpointPolicy>> | undefined;

  /** @throws a `TlogErrorCode` for keys that are none */
  set(terms: {
    readonly logs: Readonly<Record<LogName, string>>;
    readonly witnesses: { readonly keys: readonly string[]; readonly quorum: number };
  }): void {
    const witnesses = terms.witnesses.keys.map(parseVerifierKey);
    const policy = (log: LogName): CheckpointPolicy => ({
      log: parseVerifierKey(terms.logs[log]),
      witnesses,
      quorum: terms.witnesses.quorum,
    });
    this.#policies = { directory: policy('directory'), audit: policy('audit') };
  }

  /** Undefined until the network is founded. */
  of(log: LogName): CheckpointPolicy | undefined {
    return this.#policies?.[log];
  }
}
