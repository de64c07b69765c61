import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView } from '../../desk/api/archive.js';
import type { StatementLine } from '../../desk/api/signatures.js';
import archive from '../../locales/en/archive.json';
import devices from '../../locales/en/devices.json';
import inbox from '../../locales/en/inbox.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { Prepared } from '../administration/prepared.js';
import './archive.css';
import { ArchiveActs } from './archive-acts.js';
import { Holders, Openings } from './archive-tables.js';
import { DeclareArchive } from './declare-archive.js';
import { GivenBox } from './given-box.js';
import { OwnShare } from './own-share.js';
import { RecoveryCard } from './recovery-card.js';

addCatalogue('archive', archive);
addCatalogue('devices', devices);
addCatalogue('inbox', inbox);

/** The archive of one's own authority: whether one is kept, by whom, and how it brings back what was lost. Open to every officer: any may hold a share. */
export function ArchiveScreen(): ReactElement {
  const { t } = useTranslation('archive');
  const { self } = useDesk();
  const { data, error, refetch } = useView(['directory', 'archive'], (desk) => desk.archive.standing());
  const [isDeclaring, setDeclaring] = useState(false);
  const [signed, setSigned] = useState<{ readonly line: StatementLine; readonly before: string }>();
  const now = JSON.stringify(data?.inForce ?? null);
  const sign = (line: StatementLine): void => {
    setSigned({ line, before: now });
  };
  return (
    <AdministrationFrame for="everybody" title={t('title')} lead={t('lead', { authority: self.authorityName })}>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && <Standing view={data} />}
      {data !== undefined && isDeclaring && (
        <DeclareArchive
          inForce={data.inForce}
          onSigned={(statement) => {
            sign(statement);
            setDeclaring(false);
          }}
          onCancel={() => {
            setDeclaring(false);
          }}
        />
      )}
      {data !== undefined && !isDeclaring && (
        <div className="cols cols-side">
          <div className="stack wide">
            {/* Once it stands it is not handed on any more. */}
            {signed !== undefined && signed.before === now && <Prepared line={signed.line} />}
            {data.inForce !== undefined && <Holders inForce={data.inForce} />}
            <GivenBox />
            <RecoveryCard view={data} />
            <Openings openings={data.openings} />
          </div>
          <div className="stack wide">
            {self.administrator && (
              <ArchiveActs
                view={data}
                onDeclare={() => {
                  setSigned(undefined);
                  setDeclaring(true);
                }}
                onSigned={sign}
              />
            )}
            <OwnShare view={data} />
            <Seen view={data} />
          </div>
        </div>
      )}
    </AdministrationFrame>
  );
}

function Standing({ view }: { readonly view: ArchiveView }): ReactElement {
  const { t } = useTranslation('archive');
  const { inForce, earlier } = view;
  const before = earlier.length > 0 && <p>{t('earlier', { count: earlier.length })}</p>;
  if (inForce === undefined)
    return (
      <Notice tone="warn" title={t('off.title')}>
        <p>{t('off.what')}</p>
        {before}
      </Notice>
    );
  const { k, holders } = inForce;
  return (
    <Notice tone="ok" title={t('on.title')}>
      <p>{t('on.what', { k, n: holders.length, less: k - 1 })}</p>
      {before}
    </Notice>
  );
}

function Seen({ view: { inForce } }: { readonly view: ArchiveView }): ReactElement {
  const { t } = useTranslation('archive');
  return (
    <section className="card" aria-labelledby="seen">
      <h2 id="seen">{t('seen.title')}</h2>
      <p className="small">
        {inForce === undefined ? t('seen.off') : t('seen.on', { k: inForce.k, n: inForce.holders.length })}
      </p>
      <p className="small">{t('seen.opening')}</p>
    </section>
  );
}
