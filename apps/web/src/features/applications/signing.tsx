import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Loading, Progress } from '../../ui/progress.js';
import '../devices/devices.css';

/** Far more than a signed statement. */
const MOST_BYTES = 1_000_000;

interface SigningProps {
  readonly id: string;
  /** How many entries lie before the officer: after more of them it is another statement. */
  readonly seen: number;
}

/** The statement on its way to those who sign offline, and back. */
export function Signing({ id, seen }: SigningProps): ReactElement {
  const { t } = useTranslation('application');
  const input = useRef<HTMLInputElement>(null);
  const {
    data: file,
    error,
    refetch,
  } = useView(['applications', 'to-sign', id, seen], (desk) => desk.applications.toSign(id));
  const publishing = useAct(async (desk, chosen: File) =>
    desk.applications.publish(id, await chosen.slice(0, MOST_BYTES).text()),
  );
  return (
    <section className="card stack" aria-labelledby="signing">
      <h2 id="signing">{t('sign.title')}</h2>
      <p>{t('sign.what')}</p>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {file === undefined && error === null && <Loading label={t('read.loading')} />}
      {file !== undefined && (
        <>
          <p className="link-box mono" translate="no" role="group" aria-label={t('sign.commandLabel')} tabIndex={0}>
            {t('sign.command', { file: file.name })}
          </p>
          <div className="row">
            <Button
              variant="primary"
              icon="download"
              onPress={() => {
                save(new Blob([file.text]), file.name);
              }}
            >
              {t('sign.download')}
            </Button>
          </div>
        </>
      )}
      <p>{t('sign.uploadWhat')}</p>
      {publishing.error !== null && <Fault error={publishing.error} />}
      {publishing.isPending && <Progress label={t('sign.publishing')} />}
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={t('sign.upload')}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen !== undefined) publishing.mutate(chosen);
          currentTarget.value = '';
        }}
      />
      <div className="row">
        <Button icon="doc" isPending={publishing.isPending} onPress={() => input.current?.click()}>
          {t('sign.upload')}
        </Button>
      </div>
    </section>
  );
}
