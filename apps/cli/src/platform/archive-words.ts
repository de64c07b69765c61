import type { Client } from '#client';
import type { AuthorityId } from '#contracts';
import { archiveInForce } from '#directory';
import { remark, type Io } from './io.js';
import { authorityName } from './names.js';

/** Says of an authority that keeps an archive that its holders can open what is written to it: before anything is. */
export function remarkArchive(io: Io, client: Pick<Client, 'directory'>, id: AuthorityId): void {
  const authority = client.directory.latest.authority(id);
  const archive = authority && archiveInForce(authority);
  if (archive === undefined) return;
  const { k, n } = archive;
  const words = `${String(k)} of ${String(n)} holders can open together what is written to it`;
  remark(io, `${authorityName(client, id)} keeps an archive: ${words}.`);
}

/** Why an epoch does not come back from an archive, in words. */
export const LOST = {
  'not-posted': 'nobody posted its secret to the archive: nothing brings it back',
  'too-few': 'too few of the shares released are those that were posted',
  'other-secret': 'the shares that were posted do not give its secret',
} as const;
