import { bodyHash, parseStatement, type BodyOf, type Outcome } from '#directory';
import { toBase64url } from '#primitives';
import {
  aConversationId,
  aKey,
  aNetwork,
  aPage,
  keysOf,
  mustApply,
  type AuthorityBuilder,
  type NetworkBuilder,
  type TestKey,
} from './directory.js';

/** An X-Wing public key's text of nothing in particular. */
export const anXWingKey = (name: string): string =>
  toBase64url(Uint8Array.from({ length: 1216 }, (_, i) => aKey(name).publicKey[i % 32] ?? 0));

/** An archive of two of three holders, the third on paper. */
export function anArchive(authority: AuthorityBuilder): {
  signers: TestKey[];
  body: Omit<BodyOf<'archive.declared'>, 'prev'>;
} {
  const signers = keysOf(`holder of ${authority.id}`, 3);
  const body = {
    type: 'archive.declared' as const,
    subject: authority.id,
    k: 2,
    n: 3,
    holders: signers.map((_, i) => anXWingKey(`holder ${String(i)} of ${authority.id}`)),
    signers: signers.map(({ key }) => key),
    paper: 3,
  };
  return { signers, body };
}

/** Two States and a secretariat, and at least one statement of every type the directory knows, all of them taken. */
export function aHistoryOfEveryType(): NetworkBuilder {
  const network = aNetwork();
  const [north, south, secretariat] = [
    network.anAuthority('vl-moj'),
    network.anAuthority('xk-moj'),
    network.aSecretariat(),
  ];
  const amira = north.anAdministrator('amira');
  const adminDevice = amira.aDevice();
  const ana = north.anOfficer('ana');
  const [laptop, phone] = [ana.aDevice(), ana.aDevice('device-ana-2', 'web')];
  const ben = south.anAdministrator('ben');
  const benDevice = ben.aDevice('device-ben', 'cli');
  const sol = secretariat.anAdministrator('sol');
  const solDevice = sol.aDevice();
  const expert = north.anExpert('expert-1');
  expert.aDevice();

  const { signers, body: archive } = anArchive(north);
  const region = network.aRegion('coast', ana);
  const settings = { idleLock: 300, readMarkers: false, clearance: [], highestMarking: '', webAllowed: true };
  const { reference, date } = north.notification;
  const note = { reference, date };
  const about = { subject: north.id };
  mustApply(network.say({ type: 'authority.settings', ...about, ...settings }, adminDevice));
  mustApply(network.say({ type: 'page.published', ...about, page: aPage() }, adminDevice, solDevice));
  mustApply(south.accredits(ana, benDevice));
  mustApply(network.say({ type: 'network.member-added', subject: region, authority: south.id }, laptop, benDevice));
  mustApply(network.say({ ...archive }, north.key));
  const declared = toBase64url(bodyHash(parseStatement(network.entries.at(-1)?.statement ?? '').body));
  const opened = { type: 'archive.opened' as const, ...about, archive: declared, device: adminDevice.id };
  mustApply(network.say({ ...opened, scope: [aConversationId('one')] }, ...signers.slice(0, 2)));
  mustApply(phone.isRevoked(laptop));
  mustApply(expertEnds());
  mustApply(network.say({ type: 'network.member-removed', subject: region, authority: south.id }, benDevice));
  const coordinators = [{ authority: south.id, officer: ben.id }];
  mustApply(network.say({ type: 'network.coordinator-changed', subject: region, coordinators }, ...network.quorum));
  mustApply(network.say({ type: 'desk.appointed', subject: 'network', desks: [secretariat.id] }, ...network.quorum));
  const artefacts = [{ name: 'comity.tgz', sha256: aKey('artefact').key }];
  const release = { type: 'release.published' as const, subject: 'network' as const, version: '1.0.0', artefacts };
  mustApply(network.say(release, ...network.releaseKeys));
  for (const change of ['suspended', 'reinstated', 'frozen', 'unfrozen'] as const) mustApply(south.is(change));
  const rotated = { keys: [aKey('new key').key], threshold: 1 };
  mustApply(network.say({ type: 'authority.key-rotated', ...about, ...rotated }, north.key));
  mustApply(ana.isDismissed(adminDevice));
  mustApply(network.say({ ...north.notification, ...rotated, ...note }, ...network.quorum));
  mustApply(south.is('withdrawn'));
  const { founding } = network;
  mustApply(network.say({ ...founding, type: 'network.changed', prev: lastOf('network') }, ...network.quorum));
  return network;

  function expertEnds(): Outcome {
    return network.say({ type: 'expert.ended', ...about, officer: expert.id }, adminDevice);
  }
  function lastOf(subject: string): string {
    return network.directory.latest.latestStatementHash(subject);
  }
}
