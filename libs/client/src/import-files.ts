import type { AuthorityId } from '#contracts';
import { z } from 'zod';
import { listBounds } from './choices.js';
import type { ImportPreview } from './directory-import.js';
import { refuse } from './errors.js';

const FileName = z.string().regex(/^[a-z0-9-]{1,64}\.(?:notified|page)\.json$/);
/** What a list makes, as one file: from whoever gives it, untrusted. */
const ImportBundle = z.strictObject({
  format: z.literal('comity/import/v1'),
  files: z
    .array(z.strictObject({ name: FileName, text: z.string() }))
    .min(1)
    .max(2 * listBounds.rows),
});
/** A file that a list makes. */
export type ImportFile = z.infer<typeof ImportBundle>['files'][number];

/** What a list makes as one file, for the command line. */
export function formatImportBundle(files: readonly ImportFile[]): string {
  const bundle = { format: 'comity/import/v1', files: [...files] } satisfies z.infer<typeof ImportBundle>;
  return `${JSON.stringify(bundle, undefined, 2)}\n`;
}

/** The files of {@link formatImportBundle}, or undefined where a document is not one. */
export function parseImportBundle(document: unknown): readonly ImportFile[] | undefined {
  return ImportBundle.safeParse(document).data?.files;
}

/** The files that a list makes, each named by its authority. @throws `import.problems` where anything is wrong with it */
export function importFiles({ authorities, problems }: ImportPreview): ImportFile[] {
  if (problems.length > 0) refuse('import.problems', 'nothing is made of a list while anything of it is wrong');
  const file = (id: AuthorityId, kind: string, value: object): { name: string; text: string } => ({
    name: `${id.slice('authority:'.length)}.${kind}.json`,
    text: `${JSON.stringify(value, undefined, 2)}\n`,
  });
  return authorities.flatMap(({ id, notification, page }) => [
    ...(notification === undefined ? [] : [file(id, 'notified', { body: notification, signatures: [] })]),
    ...(page === undefined ? [] : [file(id, 'page', page)]),
  ]);
}
