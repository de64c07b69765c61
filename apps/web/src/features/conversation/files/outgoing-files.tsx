import type { ReactElement } from 'react';
import type { OutgoingFile } from '../../../desk/api/files.js';
import { useFaultWords } from '../../../platform/fault-words.js';
import { DeskError } from '../../../platform/error-transfer.js';
import { useView } from '../../../platform/use-desk.js';
import { IconButton } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { Progress } from '../../../ui/progress.js';
import { useLine } from '../../trust/use-standing.js';
import { useTellableAct } from '../use-tellable-act.js';
import { isolated, useWords } from '../words.js';
import { sizeWords } from '../../../platform/size-words.js';
import './files.css';

/** Files on their way to a conversation: how far each is, to be paused, gone on with and cancelled. */
export function OutgoingFiles({ conversation }: { readonly conversation: string }): ReactElement | undefined {
  const { say } = useWords();
  const files = useView(['files', conversation, 'outgoing'], (desk) => desk.files.outgoing(conversation)).data ?? [];
  if (files.length === 0) return undefined;
  return (
    <ul className="files" aria-label={say('files.outgoing')}>
      {files.map((file) => (
        <li key={file.id}>
          <Outgoing file={file} />
        </li>
      ))}
    </ul>
  );
}

function Outgoing({ file }: { readonly file: OutgoingFile }): ReactElement {
  const { say, language } = useWords();
  const { id, name, length, done, code } = file;
  const isDown = useLine().is === 'down';
  // It is tried again for a while before it counts as held up.
  const state = isDown && file.state === 'sending' ? 'waiting' : file.state;
  const pausing = useTellableAct((desk, given: string) => desk.files.pause(given));
  const resuming = useTellableAct((desk, given: string) => desk.files.resume(given));
  const cancelling = useTellableAct((desk, given: string) => desk.files.cancel(given));
  const { what } = useFaultWords(code === undefined ? undefined : new DeskError(code));
  const isHeld = state === 'paused' || state === 'refused';
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(done);
  return (
    <div className="file">
      <Icon name={state === 'refused' ? 'alert' : 'clip'} />
      <span>
        <bdi className="strong">{name}</bdi>{' '}
        <span className={state === 'refused' ? 'xs critical-text' : 'muted xs'} role="status">
          {sizeWords(length, language)}, {say(`files.${state}`, { percent, why: what })}
        </span>
      </span>
      <span className="row tight">
        {state !== 'sealing' && (
          <IconButton
            isSmall
            icon={isHeld ? 'play' : 'pause'}
            label={say(isHeld ? 'files.resume' : 'files.pause', { name: isolated(name) })}
            onPress={() => {
              (isHeld ? resuming : pausing).mutate(id);
            }}
          />
        )}
        <IconButton
          isSmall
          icon="x"
          label={say('files.cancel', { name: isolated(name) })}
          onPress={() => {
            cancelling.mutate(id);
          }}
        />
      </span>
      <Progress label={say('files.progress', { name: isolated(name) })} isLabelHidden value={done} />
    </div>
  );
}
