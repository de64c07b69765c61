import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovedDevice } from '../../desk/api/devices.js';
import { codeOf } from '../../platform/error-transfer.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Time } from '../../ui/time.js';
import { ApproveDevice } from './approve-device.js';
import { InviteDevice } from './invite-device.js';
import { useCompared, useWaiting } from './use-waiting.js';

/** A further device of one's own: the invitation for it, and its six words. */
export function FurtherDevice({
  onApproved,
}: {
  readonly onApproved: (approved: ApprovedDevice) => void;
}): ReactElement {
  const { t } = useTranslation('devices');
  const waiting = useWaiting();
  const inviting = useAct((desk) => desk.devices.invitation());
  const own = waiting.data?.filter(({ isOwn }) => isOwn) ?? [];
  const { opened, compare, close, heading } = useCompared(own);
  return (
    <section className="card" aria-labelledby="further">
      <h2 id="further" ref={heading} tabIndex={-1}>
        {t('further.title')}
      </h2>
      <p className="small">{t('further.what')}</p>
      <InviteDevice label={t('further.invite')} inviting={inviting} />
      {waiting.error !== null &&
        (codeOf(waiting.error) === 'client.offline' ? (
          <Notice tone="info">{t('further.offline')}</Notice>
        ) : (
          <Fault error={waiting.error} onRetry={() => void waiting.refetch()} />
        ))}
      {waiting.isSuccess && own.length === 0 && <p className="small muted">{t('further.none')}</p>}
      {own.length > 0 && (
        <ul className="stack">
          {own.map((one) => (
            <li key={one.id} className="row">
              <span>
                {t(`kinds.${one.kind}`)}, {t('waiting.since')} <Time at={one.asked} kind="moment" />
              </span>
              <Button
                isSmall
                variant="primary"
                onPress={() => {
                  compare(one);
                }}
              >
                {t('waiting.compare')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {opened !== undefined && (
        <ApproveDevice
          key={`${opened.officer.id} ${opened.device}`}
          waiting={opened}
          onApproved={(approved) => {
            close();
            onApproved(approved);
          }}
          onLater={close}
        />
      )}
    </section>
  );
}
