import { useState, type ReactElement } from 'react';
import type { FileView } from '../../../desk/api/thread.js';
import { save } from '../../../platform/save.js';
import { useAct } from '../../../platform/use-act.js';
import { useView } from '../../../platform/use-desk.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Fault } from '../../../ui/fault.js';
import { Icon } from '../../../ui/icon.js';
import { Progress } from '../../../ui/progress.js';
import { isolated, useWords } from '../words.js';
import { PdfPreview } from './pdf-preview.js';
import { Picture } from './picture.js';
import { previewOf } from './previews.js';
import { sizeWords } from '../../../platform/size-words.js';
import './files.css';

/** What a file of a message may be given. */
export interface FileCardProps {
  readonly conversation: string;
  /** The message that names it; absent while it is on its way. */
  readonly message: string | undefined;
  readonly file: FileView;
}

/** A file that a message names: fetched and checked when it is asked for, then saved, or looked at here. */
export function FileCard({ conversation, message, file }: FileCardProps): ReactElement {
  const { say, language } = useWords();
  const { name, length, mediaType } = file;
  const preview = previewOf(mediaType);
  const [shown, setShown] = useState<Blob>();
  const [wasShown, setWasShown] = useState(false);
  const fetching = useAct((desk, id: string) => desk.files.fetch(conversation, id));
  const get = (then: (blob: Blob) => void) => (): void => {
    if (shown !== undefined) then(shown);
    // Its message may be scrolled out of sight meanwhile, and with it this card; what went wrong is said on the card.
    else if (message !== undefined) fetching.mutateAsync(message).then(then, () => undefined);
  };
  return (
    <>
      <div className="file">
        <Icon name={preview === 'picture' ? 'image' : 'clip'} />
        <span>
          <bdi className="strong">{name}</bdi> <span className="muted xs">{sizeWords(length, language)}</span>
        </span>
        {message !== undefined && !fetching.isPending && (
          <span className="row tight no-print">
            {preview !== undefined && shown === undefined && (
              <Button
                isSmall
                variant="quiet"
                icon="eye"
                autoFocus={wasShown}
                aria-label={say('files.showNamed', { name: isolated(name) })}
                onPress={get(setShown)}
              >
                {say('files.show')}
              </Button>
            )}
            <Button
              isSmall
              icon="download"
              aria-label={say('files.saveNamed', { name: isolated(name) })}
              onPress={get((blob) => {
                save(blob, name);
              })}
            >
              {say('files.save')}
            </Button>
          </span>
        )}
        {message !== undefined && fetching.isPending && (
          <Incoming conversation={conversation} message={message} name={name} />
        )}
      </div>
      {fetching.error !== null && <Fault error={fetching.error} />}
      {shown !== undefined && preview === 'picture' && <Picture blob={shown} name={name} />}
      {shown !== undefined && preview === 'pdf' && (
        <PdfPreview
          blob={shown}
          name={name}
          onSave={() => {
            save(shown, name);
          }}
          onClose={() => {
            setShown(undefined);
            setWasShown(true);
          }}
        />
      )}
    </>
  );
}

function Incoming(props: {
  readonly conversation: string;
  readonly message: string;
  readonly name: string;
}): ReactElement {
  const { conversation, message, name } = props;
  const { say } = useWords();
  const incoming = useView(['files', conversation, 'incoming'], (desk) => desk.files.incoming(conversation)).data;
  const stopping = useAct((desk) => desk.files.stop(conversation, message));
  return (
    <>
      <IconButton
        isSmall
        icon="x"
        label={say('files.stop', { name: isolated(name) })}
        onPress={() => {
          stopping.mutate();
        }}
      />
      <Progress
        label={say('files.fetching', { name: isolated(name) })}
        isLabelHidden
        value={incoming?.find((one) => one.message === message)?.done}
      />
    </>
  );
}
