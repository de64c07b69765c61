import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeLine } from '../../desk/api/trust.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Time } from '../../ui/time.js';

/** How a notice was dealt with; or, while it was not, the act that says that it is. */
export function Dealing({ notice }: { readonly notice: NoticeLine }): ReactElement {
  const { t } = useTranslation('trust');
  const { number, standing, dealtWith } = notice;
  const deal = useAct((desk) => desk.trust.dealWith(number));
  if (dealtWith !== undefined)
    return (
      <p className="row small">
        <span className="strong">{t('story.dealtWith', { who: dealtWith.by })}</span>
        <Time at={dealtWith.at} kind="moment" />
      </p>
    );
  if (standing === 'mended' || standing === 'information')
    return <p className="small strong">{t(`story.${standing}`)}</p>;
  return (
    <>
      <div className="row no-print">
        <Button
          icon="check"
          isPending={deal.isPending}
          onPress={() => {
            deal.mutate();
          }}
        >
          {t('story.dealWith')}
        </Button>
      </div>
      {deal.error !== null && <Fault error={deal.error} />}
    </>
  );
}
