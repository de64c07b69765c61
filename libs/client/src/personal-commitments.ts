import type { FieldOpening, OfficerId } from '#contracts';
import { randomBytes } from '#crypto/verify';
import { commitmentsIn, parseBody, parseStatement, type Body } from '#directory';
import { toBase64url } from '#primitives';

/** What opens a commitment to a value that nothing was committed to by before (protocol 1.3): `commitmentOf` names it. */
export function freshOpening(label: string, value: string): FieldOpening {
  return { label, value, r: toBase64url(randomBytes(32)) };
}

/** The commitments of an officer's personal fields in all statements that appointed or sponsored them. */
export function commitmentsOfOfficer(statements: readonly string[], officer: OfficerId): string[] {
  return commitmentsOf(bodiesOf(statements).filter((body) => 'officer' in body && body.officer === officer));
}

/** The commitments of an authority's earlier pages that its present one does not show: of persons, and of texts for members. */
export function commitmentsOfFormerPages(statements: readonly string[]): string[] {
  const pages = bodiesOf(statements).filter(({ type }) => type === 'page.published');
  const present = new Set(commitmentsOf(pages.slice(-1)));
  return commitmentsOf(pages).filter((commitment) => !present.has(commitment));
}

const bodiesOf = (statements: readonly string[]): Body[] =>
  statements.map((statement) => parseBody(parseStatement(statement).body));

const commitmentsOf = (bodies: readonly Body[]): string[] => [
  ...new Set(bodies.flatMap((body) => commitmentsIn(body).map(({ commitment }) => commitment))),
];
