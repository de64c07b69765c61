import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { onChange, type RemoteDesk } from '../../platform/desk.js';
import { Progress } from '../../ui/progress.js';

/** While an application, or an answer to one, is sealed and sent. */
export function Sending({ desk }: { readonly desk: RemoteDesk }): ReactElement {
  const { t } = useTranslation('apply');
  const [done, setDone] = useState<number>();
  useEffect(
    () =>
      onChange((topics) => {
        if (topics.some(([family]) => family === 'applying')) void desk.applying.progress().then(setDone);
      }),
    [desk],
  );
  return (
    <div role="status" className="stack">
      <Progress label={t('review.sealing')} value={done} />
      <p className="hint">{t('review.sealingWhat')}</p>
    </div>
  );
}
