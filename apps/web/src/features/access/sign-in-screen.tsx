import { useEffect, useRef, useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../desk/api/access.js';
import { codeOf } from '../../platform/error-transfer.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { TextField } from '../../ui/text-field.js';
import { Erase } from './erase.js';
import { ForStates } from './for-states.js';
import { Frame } from './frame.js';
import { Stretching } from './stretching.js';
import { useAsking } from './use-asking.js';
import { useOnline } from './use-online.js';

interface SignInProps {
  readonly desk: RemoteDesk;
  readonly why: Extract<Stage, { is: 'locked' }>['why'];
  /** Whether an invitation was opened, which this browser has no room for. */
  readonly isInvited: boolean;
  readonly onIgnored: () => void;
}

/** Asks for the passphrase: works without a network, for everything is here. */
export function SignInScreen({ desk, why, isInvited, onIgnored }: SignInProps): ReactElement {
  const { t } = useTranslation('access');
  const [passphrase, setPassphrase] = useState('');
  const [isForgotten, setForgotten] = useState(false);
  const isOnline = useOnline();
  const input = useRef<HTMLInputElement>(null);
  const unlocking = useAsking((typed: string) => desk.access.unlock(typed));
  const { error, isPending } = unlocking;
  const isWrong = error !== undefined && codeOf(error) === 'passphrase.refused';
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (passphrase !== '') unlocking.ask(passphrase);
  };
  useEffect(() => {
    // By itself: a field that asks for the focus leaves it to the heading where the page was left by a screen reader's press.
    input.current?.focus();
  }, [isForgotten, isPending]);
  useEffect(() => {
    if (isWrong) input.current?.select();
  }, [isWrong]);

  if (isForgotten)
    return (
      <Forgotten
        desk={desk}
        onBack={() => {
          setForgotten(false);
        }}
      />
    );
  if (isPending) return <Stretching title={t('signIn.opening')} />;
  return (
    <Frame title={t('signIn.title')}>
      <p>{t(`signIn.why.${why}`)}</p>
      {isInvited && (
        <Notice
          tone="warn"
          title={t('signIn.invited')}
          action={
            <Button isSmall variant="quiet" onPress={onIgnored}>
              {t('signIn.ignore')}
            </Button>
          }
        >
          {t('signIn.invitedWhat')}
        </Notice>
      )}
      {error !== undefined && !isWrong && <Fault error={error} />}
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          label={t('signIn.passphrase')}
          {...(isWrong ? { error: t('signIn.wrong') } : {})}
          type="password"
          value={passphrase}
          onChange={(typed) => {
            setPassphrase(typed);
            if (isWrong) unlocking.forget();
          }}
          autoComplete="current-password"
          inputRef={input}
        />
        <div className="row">
          <Button variant="primary" type="submit" isDisabled={passphrase === ''}>
            {t('signIn.open')}
          </Button>
          <Button
            variant="quiet"
            onPress={() => {
              setForgotten(true);
            }}
          >
            {t('signIn.forgotten')}
          </Button>
        </div>
      </form>
      {!isOnline && <Notice tone="info">{t('signIn.offline')}</Notice>}
      <ForStates />
    </Frame>
  );
}

/** A passphrase that nobody knows opens nothing again: explains it, and leads to a new device. */
function Forgotten({ desk, onBack }: { readonly desk: RemoteDesk; readonly onBack: () => void }): ReactElement {
  const { t } = useTranslation('access');
  return (
    <Frame title={t('forgotten.title')}>
      <p>{t('forgotten.what')}</p>
      <ol className="terms">
        <li>{t('forgotten.first')}</li>
        <li>{t('forgotten.second')}</li>
        <li>{t('forgotten.third')}</li>
      </ol>
      <p>{t('forgotten.means')}</p>
      <Erase desk={desk} loss={t('erase.loss')} label={t('forgotten.erase')} onBack={onBack} />
    </Frame>
  );
}
