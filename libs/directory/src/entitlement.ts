import type { DeviceId } from '#contracts';
import { refuse } from './errors.js';
import type { Approver } from './facts.js';

/** Whose signature one is, for one act. */
export interface Signer {
  /** An officer's id, or the key itself: two devices of one officer are one person. */
  readonly person: string;
  /** Whether it does not do for the approval that is not by a device of kind `web`. Keys kept offline do. */
  readonly web: boolean;
  /** How it is named as an approver; undefined for a new device's own signature and for keys of the network. */
  readonly approver: Approver | undefined;
}

/** A group of which `need` distinct persons sign. */
export interface Quorum {
  readonly need: number;
  /** Whose this key is, if it belongs to the group here. */
  readonly signer: (key: string) => Signer | undefined;
}

/** One way of signing an act: every quorum is met, by at least `persons` distinct persons in all. */
export interface Alternative {
  readonly quorums: readonly Quorum[];
  readonly persons: number;
  /** How many of the persons approve: a new device's own signature shows that it holds its key, and approves nothing. */
  readonly approvals: number;
}

/** `need` of these keys. */
export function keysQuorum(keys: readonly string[], need: number, approver?: Approver): Quorum {
  return { need, signer: (key) => (keys.includes(key) ? { person: key, web: false, approver } : undefined) };
}

/** One way of signing that is one quorum. */
export function alone(quorum: Quorum, approvals = quorum.need): Alternative {
  return { quorums: [quorum], persons: quorum.need, approvals };
}

/** Every way of doing both, by distinct persons. */
export function both(one: readonly Alternative[], other: readonly Alternative[]): Alternative[] {
  return one.flatMap((a) =>
    other.map((b) => ({
      quorums: [...a.quorums, ...b.quorums],
      persons: a.persons + b.persons,
      approvals: a.approvals + b.approvals,
    })),
  );
}

function distinctPersons(quorums: readonly Quorum[], keys: readonly string[]): number {
  const persons = new Set<string>();
  for (const { signer } of quorums) {
    for (const key of keys) {
      const found = signer(key);
      if (found !== undefined) persons.add(found.person);
    }
  }
  return persons.size;
}

/**
 * The signers behind `keys`, if they may do the act in one of the ways it can be signed (protocol 1.1). Signatures
 * themselves are verified elsewhere. An act that two approve needs one of them by a device whose kind is not `web`
 * (ADR 0015).
 * @param keys - distinct public keys, base64url
 * @throws `statement.not-entitled`, `statement.too-few`, `statement.web-only`
 */
export function entitledSigners(ways: readonly Alternative[], keys: readonly string[]): Signer[] {
  const quorums = ways.flatMap((way) => way.quorums);
  const signers = keys.map(
    (key) =>
      quorums.map(({ signer }) => signer(key)).find((found) => found !== undefined) ?? refuse('statement.not-entitled'),
  );
  const met = ways.filter(
    (way) =>
      way.quorums.every((quorum) => distinctPersons([quorum], keys) >= quorum.need) &&
      distinctPersons(way.quorums, keys) >= way.persons,
  );
  if (met.length === 0) refuse('statement.too-few');
  if (met.every(({ approvals }) => approvals > 1) && signers.every(({ web }) => web)) refuse('statement.web-only');
  return signers;
}

/** The devices, and the authority key, among signers. */
export function approvers(signers: readonly Signer[]): Approver[] {
  return [...new Set(signers.map(({ approver }) => approver).filter((approver) => approver !== undefined))];
}

/** A quorum of officers by their devices. */
export function devicesQuorum(
  need: number,
  deviceOf: (key: string) => { id: DeviceId; officer: string; kind: string } | undefined,
): Quorum {
  return {
    need,
    signer: (key) => {
      const device = deviceOf(key);
      return device && { person: device.officer, web: device.kind === 'web', approver: device.id };
    },
  };
}
