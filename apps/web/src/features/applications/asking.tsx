import { applicationBounds } from '#client/choices';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { TextField } from '../../ui/text-field.js';

/** A question to the applicant, or the reasons for which an application is returned. */
export function Asking({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation('application');
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = words.trim() === '';
  const asking = useAct((desk, act: 'ask' | 'giveBack') => desk.applications[act](id, words.trim()));
  const does = (act: 'ask' | 'giveBack') => (): void => {
    setTried(true);
    if (isMissing) return;
    asking.mutate(act, {
      onSuccess: () => {
        setWords('');
        setTried(false);
      },
    });
  };
  return (
    <section className="card stack" aria-labelledby="asking">
      <h2 id="asking">{t('judge.ask')}</h2>
      <TextField
        label={t('judge.question')}
        hint={t('judge.questionHint')}
        error={isTried && isMissing ? t('judge.questionMissing') : undefined}
        multiline
        rows={3}
        maxLength={applicationBounds.words}
        value={words}
        onChange={setWords}
      />
      {asking.error !== null && <Fault error={asking.error} />}
      <div className="row">
        <Button isPending={asking.isPending && asking.variables === 'ask'} onPress={does('ask')}>
          {t('judge.askDo')}
        </Button>
        <Button
          variant="quiet"
          isPending={asking.isPending && asking.variables === 'giveBack'}
          onPress={does('giveBack')}
        >
          {t('judge.returnDo')}
        </Button>
      </div>
    </section>
  );
}
