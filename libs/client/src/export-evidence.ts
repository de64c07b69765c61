import type { ConversationId, DeviceId, MapProof } from '#contracts';
import { toBase64url } from '#primitives';
import type { OpenDevice } from './device.js';
import type { ExportFile } from './export-file.js';

/** What an export takes from the relay and the logs, each checked by this client before it is given on. */
export interface ExportEvidence {
  /** Has the relay log that this device exports a conversation (protocol 5.2). @throws `expert.refused` */
  announce(conversation: ConversationId): Promise<void>;
  /** The conversation's head in the newest map, and all that proves it. @throws the record's fault */
  head(conversation: ConversationId): Promise<Omit<MapProof, 'earlier'>>;
  /** The statements about the network that took effect, the founding first. */
  network(): readonly string[];
  /** The enrolments of devices under the newest checkpoint of the directory; of those unknown there, nothing. */
  enrolments(devices: readonly DeviceId[]): ExportFile['signers'];
}

/** {@link ExportEvidence} of a device with a relay behind it. */
export function exportEvidence({
  transport,
  session,
  record,
  directory,
}: Pick<OpenDevice, 'transport' | 'session' | 'record' | 'directory'>): ExportEvidence {
  return {
    announce: (conversation) =>
      transport.call({ method: 'POST', path: `/v1/conversations/${conversation}/exports` }, session),
    head: (conversation) => record.evidence('head', conversation),
    network: () => directory.statements('network'),
    enrolments(devices) {
      const note = directory.checkpoint?.note;
      const enrolments = devices.flatMap((device) => {
        const index = directory.latest.device(device)?.index;
        const proven = index === undefined ? undefined : directory.proven(index);
        return index === undefined || proven === undefined
          ? []
          : [{ index, statement: proven.statement, inclusion: proven.inclusion.map(toBase64url) }];
      });
      return note === undefined || enrolments.length === 0 ? undefined : { checkpoint: note, enrolments };
    },
  };
}
