import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView, ArchiveWish } from '../../desk/api/archive.js';
import type { StatementLine } from '../../desk/api/signatures.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Select } from '../../ui/select.js';
import { FileField } from './file-field.js';
import { HolderChoices, type ListedHolder } from './holder-choices.js';
import { MakePaperKey } from './paper-key.js';

/** Fewer would be a key in one hand. */
const LEAST = 2;

/** What the form may be given. */
export interface DeclareArchiveProps {
  readonly inForce: ArchiveView['inForce'];
  readonly onSigned: (statement: StatementLine) => void;
  readonly onCancel: () => void;
}

/** Names the holders of an archive, of which one is on paper, and signs the statement that declares it. */
export function DeclareArchive({ inForce, onSigned, onCancel }: DeclareArchiveProps): ReactElement {
  const { t } = useTranslation('archive');
  const [holders, setHolders] = useState<readonly ListedHolder[]>(() => listed(inForce));
  const [wanted, setWanted] = useState<number>(inForce?.k ?? LEAST);
  const [isTwice, setTwice] = useState(false);
  const [isTried, setTried] = useState(false);
  const reading = useAct(async (desk, text: string) => ({ text, ...(await desk.archive.readHolder(text)) }));
  const signing = useAct((desk, wish: ArchiveWish) => desk.archive.declare(wish));
  const staying = holders.filter(({ isLeft }) => !isLeft);
  const onPaper = staying.filter(({ isPaper }) => isPaper).length;
  const n = staying.length;
  const k = Math.max(LEAST, Math.min(wanted, n));
  const problem =
    n < LEAST
      ? t('declare.tooFew')
      : onPaper === 0
        ? t('declare.noPaper')
        : onPaper > 1
          ? t('declare.twoPapers')
          : undefined;
  const add = (text: string): void => {
    setTwice(false);
    reading.mutate(text, {
      onSuccess: ({ fingerprint, isPaper }) => {
        const isListed = holders.some((one) => one.fingerprint === fingerprint);
        setTwice(isListed);
        if (!isListed) setHolders([...holders, { fingerprint, isPaper, text, isLeft: false }]);
      },
    });
  };
  const sign = (): void => {
    setTried(true);
    if (problem !== undefined) return;
    const kept = staying.flatMap(({ place }) => place ?? []);
    signing.mutate({ k, kept, added: staying.flatMap(({ text }) => text ?? []) }, { onSuccess: onSigned });
  };
  return (
    <section className="stack wide" aria-labelledby="declare">
      <h2 id="declare">{t(inForce === undefined ? 'declare.title' : 'declare.replaceTitle')}</h2>
      <p className="small">{t(inForce === undefined ? 'declare.what' : 'declare.replaceWhat')}</p>
      <HolderChoices holders={holders} onChange={setHolders} />
      <section className="card" aria-labelledby="add-holder">
        <h3 id="add-holder">{t('declare.add')}</h3>
        <p className="small">{t('declare.addWhat')}</p>
        {reading.error !== null && <Fault error={reading.error} />}
        {isTwice && <Notice tone="warn" title={t('declare.twice')} isAnnounced />}
        <FileField label={t('given.choose')} isPasted onText={add} />
      </section>
      <section className="card" aria-labelledby="paper-holder">
        <h3 id="paper-holder">{t('paper.title')}</h3>
        {onPaper === 0 ? <MakePaperKey onMade={add} /> : <p className="small">{t('paper.made')}</p>}
      </section>
      {n >= LEAST && (
        <Select
          label={t('declare.k')}
          hint={k === n ? t('declare.moreAll', { n }) : t('declare.more', { k, n })}
          options={Array.from({ length: n - 1 }, (_, i) => ({
            id: String(i + LEAST),
            label: t('declare.kOption', { k: i + LEAST, n }),
          }))}
          value={String(k)}
          onChange={(id) => {
            setWanted(Number(id));
          }}
        />
      )}
      {isTried && problem !== undefined && <Notice tone="warn" title={problem} isAnnounced />}
      {signing.error !== null && <Fault error={signing.error} />}
      <div className="row">
        <Button variant="primary" isPending={signing.isPending} onPress={sign}>
          {t('declare.sign')}
        </Button>
        <Button variant="quiet" onPress={onCancel}>
          {t('declare.cancel')}
        </Button>
      </div>
    </section>
  );
}

function listed(inForce: ArchiveView['inForce']): readonly ListedHolder[] {
  return (inForce?.holders ?? []).map(({ place, fingerprint, isPaper }) => ({
    place,
    fingerprint,
    isPaper,
    isLeft: false,
  }));
}
