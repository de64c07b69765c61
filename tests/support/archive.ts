import type { ConversationId, DeviceId } from '#contracts';
import { canonicalBytes, holderKeys, sign, type HolderKeys } from '#crypto';
import type { BodyOf } from '#directory';
import { toBase64url } from '#primitives';
import {
  aKey,
  mustApply,
  type AuthorityBuilder,
  type DeviceBuilder,
  type OfficerBuilder,
  type Signing,
} from './directory.js';

/** An authority's archive with real keys of its holders, the last of them on paper. */
export interface TestArchive {
  readonly holders: readonly HolderKeys[];
  readonly declaration: Omit<BodyOf<'archive.declared'>, 'prev'>;
  /** k holders, or those named by their place from 0, open it to a device. */
  opens(device: DeviceId, scope?: 'all' | readonly ConversationId[], by?: readonly number[]): void;
  /** The authority's key ends it. */
  ends(): void;
}

/** Declares an archive of k of n holders by the authority's key. @param name - other names have other holders */
export function keepsArchive(authority: AuthorityBuilder, { k = 2, n = 3, name = '' } = {}): TestArchive {
  const holders = Array.from({ length: n }, (_, i) =>
    holderKeys(aKey(`holder ${String(i)} ${name} of ${authority.id}`).seed),
  );
  const { network, id: subject, key } = authority;
  const declaration = {
    type: 'archive.declared' as const,
    subject,
    k,
    n,
    holders: holders.map(({ agreement }) => toBase64url(agreement.publicKey)),
    signers: holders.map(({ signature }) => toBase64url(signature.publicKey)),
    paper: n,
  };
  mustApply(network.say(declaration, key));
  const archive = network.directory.latest.authority(subject)?.archives.at(-1)?.id ?? '';
  return {
    holders,
    declaration,
    opens: (device, scope = 'all', by = [...holders.keys()].slice(0, k)) => {
      const wanted = scope === 'all' ? scope : [...scope];
      const body = { type: 'archive.opened' as const, subject, archive, scope: wanted, device };
      mustApply(network.say(body, ...by.map((place) => signing(holders[place]))));
    },
    ends: () => {
      mustApply(network.say({ ...declaration, k: 0, n: 0, holders: [], signers: [], paper: 0 }, key));
    },
  };
}

function signing(holder: HolderKeys | undefined): Signing {
  if (holder === undefined) throw new Error('no such holder');
  const { publicKey, privateKey } = holder.signature;
  return {
    seed: new Uint8Array(),
    publicKey,
    key: toBase64url(publicKey),
    sign: (message) => sign({ privateKey, message }),
  };
}

/** A new device of an officer who has lost every one: approved by the authority's key. */
export function aDeviceAfterLoss(officer: OfficerBuilder, name: string): DeviceBuilder {
  const device = officer.aNewDevice(name);
  mustApply(officer.authority.network.say(device.enrolment, device, officer.authority.key));
  return device;
}

/** The bytes of a post that has the right form and holds nothing. */
export function aPost(archive = 'A'.repeat(43), n = 3): Uint8Array {
  const part = { commitment: 'A'.repeat(43), wrap: 'A'.repeat(1634) };
  return canonicalBytes({ archive, shares: Array.from({ length: n }, () => part) });
}
