import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confirmed } from '../../desk/api/devices.js';
import type { SubmittedPageLine } from '../../desk/api/pages.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { TextField } from '../../ui/text-field.js';
import { PageChanges } from './page-changes.js';
import { useSigners } from './page-versions.js';

const MOST = 2000;

interface WaitingPageProps {
  readonly line: SubmittedPageLine;
  readonly approving: UseMutationResult<Confirmed, Error, SubmittedPageLine>;
}

/** A page that waits: what it changes, and whether it is approved or returned. */
export function WaitingPage({ line, approving }: WaitingPageProps): ReactElement {
  const { t, i18n } = useTranslation('pages');
  const now = useNow();
  const signers = useSigners();
  const [isReturning, setReturning] = useState(false);
  const isActedOn = approving.variables?.id === line.id;
  const { id, authority, at, by, approval, differences } = line;
  return (
    <section className="card stack" aria-labelledby={`page-${id}`}>
      <h2 id={`page-${id}`}>{authority.name}</h2>
      <p className="small muted">
        {t('queue.signed', { by: signers([by]), at: timeWords(at, 'moment', { language: i18n.language, now }) })}
      </p>
      <PageChanges changes={differences} />
      {approval !== 'ready' && approval !== 'over' && (
        <Notice tone="warn" title={t(`approval.${approval}`)}>
          {approval === 'web-only' ? (
            <>
              {t('approval.web-only-run')}
              <p className="mono" translate="no">
                {t('approval.command', { id: asArgument(id) })}
              </p>
            </>
          ) : (
            t(`approval.${approval}-what`)
          )}
        </Notice>
      )}
      <div className="row">
        <Button
          variant="primary"
          isDisabled={approval !== 'ready' || approving.isPending || (isActedOn && approving.isSuccess)}
          isPending={isActedOn && approving.isPending}
          onPress={() => {
            approving.mutate(line);
          }}
        >
          {t('queue.approve')}
        </Button>
        <Button
          onPress={() => {
            setReturning(true);
          }}
        >
          {t('queue.return')}
        </Button>
      </div>
      {isReturning && (
        <ReturnPage
          line={line}
          onClose={() => {
            setReturning(false);
          }}
        />
      )}
    </section>
  );
}

interface ReturnPageProps {
  readonly line: SubmittedPageLine;
  readonly onClose: () => void;
}

function ReturnPage({ line: { id, authority }, onClose }: ReturnPageProps): ReactElement {
  const { t } = useTranslation('pages');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const returning = useAct((desk, given: string) => desk.pages.giveBack(id, given));
  const isMissing = reason.trim() === '';
  return (
    <Dialog title={t('return.title', { authority: authority.name })} onClose={onClose} isKept>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!isMissing) returning.mutate(reason.trim(), { onSuccess: onClose });
        }}
      >
        {returning.error !== null && <Fault error={returning.error} />}
        <TextField
          label={t('return.reason')}
          hint={t('return.hint')}
          error={isAsked && isMissing ? t('return.missing') : undefined}
          multiline
          rows={4}
          maxLength={MOST}
          value={reason}
          onChange={setReason}
          autoFocus
        />
        <div className="row">
          <Button variant="primary" type="submit" isPending={returning.isPending}>
            {t('return.do')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('return.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** An id as it is copied into a command: whole, and no option is made of one that begins with a dash. */
function asArgument(id: string): string {
  return id.startsWith('-') ? `-- ${id}` : id;
}
