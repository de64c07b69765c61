import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';

/** A holder of an archive that is being declared. */
export interface ListedHolder {
  /** Of who is a holder already. */
  readonly place?: number;
  readonly fingerprint: string;
  readonly isPaper: boolean;
  /** What a further one has given. */
  readonly text?: string;
  readonly isLeft: boolean;
}

/** The holders as they are to be; whoever is left out can be taken back until it is signed. */
export function HolderChoices(props: {
  readonly holders: readonly ListedHolder[];
  readonly onChange: (holders: readonly ListedHolder[]) => void;
}): ReactElement | null {
  const { t } = useTranslation('archive');
  const { holders, onChange } = props;
  if (holders.length === 0) return null;
  return (
    <ol className="holders">
      {holders.map((holder, i) => (
        <li key={holder.fingerprint} className={holder.isLeft ? 'is-left' : undefined}>
          <span>
            <span className="strong">{t('declare.holder', { place: i + 1 })}</span>
            {', '}
            {t(holder.isPaper ? 'declare.onPaper' : 'declare.onDevice')}
            <br />
            <small className="muted">
              {t('declare.key')}{' '}
              <span className="mono" translate="no">
                {holder.fingerprint}
              </span>
            </small>
          </span>
          <Button
            isSmall
            aria-label={t(holder.isLeft ? 'declare.backOf' : 'declare.removeOf', { place: i + 1 })}
            onPress={() => {
              onChange(holders.with(i, { ...holder, isLeft: !holder.isLeft }));
            }}
          >
            {t(holder.isLeft ? 'declare.back' : 'declare.remove')}
          </Button>
        </li>
      ))}
    </ol>
  );
}
