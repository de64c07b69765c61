import { applicationBounds } from '#client/choices';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { TextField } from '../../ui/text-field.js';
import { useAsking } from '../access/use-asking.js';

interface WithdrawingProps {
  readonly desk: RemoteDesk;
  readonly link: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Takes an application back, which cannot be undone. */
export function Withdrawing({ desk, link, onDone, onClose }: WithdrawingProps): ReactElement {
  const { t } = useTranslation('apply');
  const [words, setWords] = useState('');
  const { ask, isPending, error } = useAsking(async () => {
    await desk.applying.withdraw(link, words.trim());
    onDone();
  });
  return (
    <Dialog title={t('following.withdrawTitle')} onClose={onClose} isKept role="alertdialog">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <p>{t('following.withdrawWhat')}</p>
        {error !== undefined && <Fault error={error} />}
        <TextField
          label={t('following.withdrawWords')}
          multiline
          rows={3}
          maxLength={applicationBounds.words}
          value={words}
          onChange={setWords}
          autoFocus
        />
        <div className="row">
          <Button variant="grave" type="submit" isPending={isPending}>
            {t('following.withdrawDo')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('following.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
