import { useState, type ReactElement } from 'react';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { PdfPreview } from '../conversation/files/pdf-preview.js';
import { Picture } from '../conversation/files/picture.js';
import { previewOf } from '../conversation/files/previews.js';
import type { Entry, EntryDocument } from './application-entries.js';
import { DocumentLine } from './document-line.js';

interface SentDocumentProps {
  readonly id: string;
  readonly entry: Entry;
  readonly document: EntryDocument;
}

/** A document that an applicant has sent: looked at here, where it is of a kind in which nothing runs, or saved. */
export function SentDocument({ id, entry: { number }, document }: SentDocumentProps): ReactElement {
  const { place, name, type } = document;
  const preview = previewOf(type);
  const [shown, setShown] = useState<Blob>();
  const fetching = useAct((desk) => desk.applications.document(id, number, place));
  const get = (then: (blob: Blob) => void) => (): void => {
    if (shown === undefined) fetching.mutate(undefined, { onSuccess: then });
    else then(shown);
  };
  const keep = get((blob) => {
    save(blob, name);
  });
  return (
    <>
      <DocumentLine
        document={document}
        isPending={fetching.isPending}
        error={fetching.error}
        onSave={keep}
        {...(preview === undefined || shown !== undefined ? {} : { onShow: get(setShown) })}
      />
      {shown !== undefined && preview === 'picture' && <Picture blob={shown} name={name} />}
      {shown !== undefined && preview === 'pdf' && (
        <PdfPreview
          blob={shown}
          name={name}
          onSave={keep}
          onClose={() => {
            setShown(undefined);
          }}
        />
      )}
    </>
  );
}
