import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogStanding, Standing } from '../../desk/api/trust.js';
import { Mark } from '../../ui/mark.js';
import { Time } from '../../ui/time.js';
import { grouped } from './grouped.js';

/** What a card of a log is given. */
export interface LogCardProps {
  readonly which: 'directory' | 'record';
  readonly log: LogStanding | undefined;
  readonly isOld: boolean;
  readonly inDoubt: boolean;
}

/** How far a log was checked, as two people compare it by telephone. */
export function LogCard({ which, log, isOld, inDoubt }: LogCardProps): ReactElement {
  const { t } = useTranslation('trust');
  const id = useId();
  const isChecked = log !== undefined && log.size > 0;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {t(`${which}.title`)}
        {isChecked && <LogMark state={inDoubt ? 'doubt' : isOld ? 'old' : 'checked'} />}
      </h2>
      {isChecked ? (
        <dl className="pairs">
          <dt>{t('directory.size')}</dt>
          <dd>{t(`${which}.sizeValue`, { count: log.size })}</dd>
          <dt>{t('directory.root')}</dt>
          <dd className="mono">{grouped(log.root)}</dd>
          <dt>{t('directory.confirmed')}</dt>
          <dd>{log.at === 0 ? t('directory.never') : <Time at={log.at} kind="moment" />}</dd>
        </dl>
      ) : (
        <p className="small muted">{t('record.none')}</p>
      )}
    </section>
  );
}

const LOG_MARKS = {
  doubt: { tone: 'critical', icon: 'alert', words: 'directory.markDoubt' },
  old: { tone: 'warn', icon: 'clock', words: 'directory.markOld' },
  checked: { tone: 'ok', icon: 'check', words: 'directory.mark' },
} as const;

function LogMark({ state }: { readonly state: keyof typeof LOG_MARKS }): ReactElement {
  const { t } = useTranslation('trust');
  const { tone, icon, words } = LOG_MARKS[state];
  return (
    <Mark tone={tone} icon={icon}>
      {t(words)}
    </Mark>
  );
}

/** This device, and those it talks to. */
export function DeviceCard({ standing }: { readonly standing: Standing }): ReactElement {
  const { t } = useTranslation('trust');
  const id = useId();
  const { keyLogged, cloned, witnesses, devices, doubtful } = standing;
  const isGood = keyLogged && !cloned;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {t('device.title')}
        <Mark tone={isGood ? 'ok' : 'critical'} icon={isGood ? 'check' : 'alert'}>
          {t(isGood ? 'device.mark' : 'device.markBad')}
        </Mark>
      </h2>
      <dl className="pairs">
        <dt>{t('device.key')}</dt>
        <dd>{t(cloned ? 'device.cloned' : keyLogged ? 'device.keyLogged' : 'device.keyNotLogged')}</dd>
        <dt>{t('device.verified')}</dt>
        <dd>{t('device.verifiedValue', { verified: devices - doubtful.length, all: devices })}</dd>
        <dt>{t('device.witnesses')}</dt>
        <dd>{t('device.witnessesValue', witnesses)}</dd>
      </dl>
    </section>
  );
}
