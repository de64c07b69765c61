import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { ChooseFile, MOST_STATEMENT_BYTES } from '../../ui/choose-file.js';
import { Fault } from '../../ui/fault.js';
import { LinkBox } from '../../ui/link-box.js';
import { Loading, Progress } from '../../ui/progress.js';

interface SigningProps {
  readonly id: string;
  /** How many entries lie before the officer: after more of them it is another statement. */
  readonly seen: string;
}

/** The statement on its way to those who sign offline, and back. */
export function Signing({ id, seen }: SigningProps): ReactElement {
  const { t } = useTranslation('application');
  const {
    data: file,
    error,
    refetch,
  } = useView(['applications', 'to-sign', id, seen], (desk) => desk.applications.toSign(id));
  const publishing = useAct(async (desk, chosen: File) => desk.applications.publish(id, await chosen.text()));
  return (
    <section className="card stack" aria-labelledby="signing">
      <h2 id="signing">{t('sign.title')}</h2>
      <p>{t('sign.what')}</p>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {file === undefined && error === null && <Loading label={t('read.loading')} />}
      {file !== undefined && (
        <>
          <LinkBox label={t('sign.commandLabel')} text={t('sign.command', { file: file.name })} />
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
      <ChooseFile
        icon="doc"
        label={t('sign.upload')}
        types=".json,application/json"
        most={MOST_STATEMENT_BYTES}
        isPending={publishing.isPending}
        onFiles={([chosen]) => {
          publishing.mutate(chosen);
        }}
      />
    </section>
  );
}
