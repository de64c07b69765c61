import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../platform/error-transfer.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { TextField } from '../../ui/text-field.js';
import { useFirstWrong } from '../../ui/use-first-wrong.js';
import { useCodeWords } from './code-words.js';
import { Frame } from './frame.js';
import type { Strength } from './strength-words.js';
import { Stretching } from './stretching.js';
import { loadEstimate, useStrength } from './use-strength.js';

interface PassphraseProps {
  /** Words that whoever guesses would try first. */
  readonly known: readonly string[];
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onBack: () => void;
  readonly onChosen: (passphrase: string) => void;
}

/** Chooses the passphrase: typed twice, or shown; an honest estimate beside it; only the weakest refused, with the reason. */
export function PassphraseScreen({ known, isPending, error, onBack, onChosen }: PassphraseProps): ReactElement {
  const { t } = useTranslation('access');
  const codeWords = useCodeWords();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isShown, setShown] = useState(false);
  const [tries, setTries] = useState(0);
  const form = useFirstWrong(tries);
  const strength = useStrength(passphrase, known);
  const isAsked = tries > 0;
  const differs = !isShown && again !== passphrase;
  const choose = async (): Promise<void> => {
    // Whoever types fast is judged all the same.
    const estimate = await loadEstimate();
    if (passphrase !== '' && !differs && !estimate(passphrase, known).isRefused) onChosen(passphrase);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTries(tries + 1);
    void choose();
  };
  if (isPending) return <Stretching title={t('passphrase.making')} step="passphrase" />;
  return (
    <Frame title={t('passphrase.title')} step="passphrase">
      <p>{t('passphrase.lead')}</p>
      {error !== undefined && (
        <Notice tone="critical" title={t('passphrase.failed')}>
          {codeWords('passphrase.faults', codeOf(error))}
        </Notice>
      )}
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <TextField
          label={t('passphrase.label')}
          hint={t('passphrase.hint')}
          {...(isAsked && passphrase === '' ? { error: t('passphrase.missing') } : {})}
          {...(isAsked && strength?.isRefused === true ? { error: t('passphrase.weakest') } : {})}
          type="password"
          onReveal={setShown}
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="new-password"
          autoFocus
        />
        <Meter strength={strength} isTyped={passphrase !== ''} />
        {!isShown && (
          <TextField
            label={t('passphrase.again')}
            {...(isAsked && differs ? { error: t('passphrase.differs') } : {})}
            type="password"
            value={again}
            onChange={setAgain}
            autoComplete="new-password"
          />
        )}
        <div className="row">
          <Button variant="primary" type="submit">
            {t('passphrase.goOn')}
          </Button>
          <Button variant="quiet" onPress={onBack}>
            {t('passphrase.back')}
          </Button>
        </div>
      </form>
      <p className="hint">{t('passphrase.honest')}</p>
    </Frame>
  );
}

interface MeterProps {
  readonly strength: Strength | undefined;
  readonly isTyped: boolean;
}

function Meter({ strength, isTyped }: MeterProps): ReactElement {
  const { t } = useTranslation('access');
  const codeWords = useCodeWords();
  const reason = strength?.reason;
  return (
    <div className="strength" role="status">
      <meter min={0} max={4} value={strength?.level ?? 0} aria-label={t('strength.label')} />
      {strength !== undefined && (
        <p className="small">
          <span className="strong">{t(`strength.level${strength.level}`)}</span>{' '}
          {t(`strength.holds.${strength.holding.key}`, { count: strength.holding.count })}
        </p>
      )}
      {strength === undefined && isTyped && <p className="small muted">{t('strength.loading')}</p>}
      {reason !== undefined && strength !== undefined && strength.level < 2 && (
        <p className="small">{codeWords('strength.reasons', reason)}</p>
      )}
    </div>
  );
}
