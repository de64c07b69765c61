import { applicationBounds } from '#client/choices';
import type { Checklist } from '#client';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { TextField } from '../../ui/text-field.js';

const ITEMS = [
  'note-verbale',
  'depositary',
  'called-back',
  'signatory',
  'fingerprints',
] as const satisfies readonly Checklist[number]['item'][];

interface FindingProps {
  readonly id: string;
  readonly act: 'authenticate' | 'verify';
  /** The head of what lies before the officer: what is found holds for that. */
  readonly seen: string;
}

/** The checklist of one officer, and their signature under it. */
export function Finding({ id, act, seen }: FindingProps): ReactElement {
  const { t } = useTranslation('application');
  const [found, setFound] = useState<Checklist>(() => ITEMS.map((item) => ({ item, met: false, remark: '' })));
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const signing = useAct((desk) => desk.applications[act](id, found, words.trim(), seen));
  const isWhole = found.every(({ met, remark }) => met || remark.trim() !== '');
  const change = (place: number, to: Partial<Checklist[number]>): void => {
    setFound(found.map((one, i) => (i === place ? { ...one, ...to } : one)));
  };
  return (
    <form
      className="card stack"
      aria-labelledby="finding"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isWhole) signing.mutate();
      }}
    >
      <h2 id="finding">{t('checks.title')}</h2>
      <p className="small">
        {t('checks.what')} {t('checks.unmetHint')}
      </p>
      {found.map(({ item, met, remark }, place) => (
        <div key={item} className="check">
          <Checkbox
            label={t(`checks.${item}`)}
            isSelected={met}
            onChange={(isMet) => {
              change(place, { met: isMet });
            }}
          />
          <TextField
            label={t('checks.remark', { check: t(`checks.${item}`) })}
            isLabelHidden
            placeholder={t('checks.remarkShort')}
            error={isTried && !met && remark.trim() === '' ? t('checks.why') : undefined}
            maxLength={applicationBounds.remark}
            value={remark}
            onChange={(typed) => {
              change(place, { remark: typed });
            }}
          />
        </div>
      ))}
      <TextField
        label={t('judge.words')}
        hint={t('judge.wordsHint')}
        multiline
        rows={2}
        maxLength={applicationBounds.words}
        value={words}
        onChange={setWords}
      />
      {signing.error !== null && <Fault error={signing.error} />}
      <div className="row">
        <Button variant="primary" icon="pen" type="submit" isPending={signing.isPending}>
          {t(`judge.${act}`)}
        </Button>
      </div>
    </form>
  );
}
