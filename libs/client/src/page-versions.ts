import type { AuthorityId, DeviceId, OfficerId } from '#contracts';
import { parseBody, parseStatement, type DeviceKind, type DirectoryView } from '#directory';
import type { DirectorySync } from './directory.js';
import { openedPage, type PageDraft } from './page-draft.js';

/** Who signed a page: an officer by a device or, where these are absent, an authority by its own key. */
export interface PageSigner {
  /** Absent where the key is one that the authority has no longer. */
  readonly authority: AuthorityId | undefined;
  readonly officer?: OfficerId;
  readonly device?: DeviceId;
  readonly kind?: DeviceKind;
}

/** A page as it was published. */
export interface PageVersion {
  /** Its place in the directory's log. */
  readonly index: number;
  readonly page: PageDraft;
  /** Who signed for the authority. */
  readonly by: readonly PageSigner[];
  /** Who approved it for the secretariat; of the secretariat's own page the second signature. */
  readonly approvedBy: readonly PageSigner[];
}

/** Every page that an authority has published, the newest first: out of the log that this device has checked. */
export function pageVersions(
  directory: Pick<DirectorySync, 'stated' | 'latest' | 'opened'>,
  authority: AuthorityId,
): PageVersion[] {
  const { latest } = directory;
  const secretariat = latest.network()?.secretariat;
  return directory
    .stated(authority)
    .flatMap(({ index, statement }): PageVersion[] => {
      const { body: any, signatures } = parseStatement(statement);
      const body = parseBody(any);
      if (body.type !== 'page.published') return [];
      const signers = signatures.map(({ key }) => signerOf(latest, key, [authority, secretariat]));
      const isOwn = (signer: PageSigner, i: number): boolean =>
        authority === secretariat ? i === 0 : signer.authority === authority;
      const page = openedPage(body.page, (commitment) => directory.opened(commitment));
      return [{ index, page, by: signers.filter(isOwn), approvedBy: signers.filter((one, i) => !isOwn(one, i)) }];
    })
    .reverse();
}

/** Whose a key is, among the devices of the directory and the own keys of some authorities. */
export function signerOf(
  view: DirectoryView,
  key: string,
  authorities: readonly (AuthorityId | undefined)[],
): PageSigner {
  const device = view.deviceOfKey(key);
  if (device !== undefined) {
    const { id, authority, officer, kind } = device;
    return { authority, officer, device: id, kind };
  }
  const owner = authorities.find((id) => id !== undefined && view.authority(id)?.keys.includes(key));
  return { authority: owner };
}
