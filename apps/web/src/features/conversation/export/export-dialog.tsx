import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportStanding, ExportWish, MadeExport } from '../../../desk/api/exports.js';
import words from '../../../locales/en/export.json';
import { addCatalogue } from '../../../platform/i18n.js';
import { save } from '../../../platform/save.js';
import { useAct } from '../../../platform/use-act.js';
import { useDesk, useView } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { Checkbox } from '../../../ui/choices.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Progress } from '../../../ui/progress.js';
import { TextField } from '../../../ui/text-field.js';

addCatalogue('export', words);

/** What the dialog may be given. */
export interface ExportDialogProps {
  readonly conversation: string;
  /** The number of its last place. */
  readonly last: number;
  readonly onClose: () => void;
}

/** Exports a conversation to a page and its proof; says before what they prove, and that the export is logged. */
export function ExportDialog({ conversation, last, onClose }: ExportDialogProps): ReactElement {
  const { t } = useTranslation('export');
  const { desk } = useDesk();
  const [withFiles, setWithFiles] = useState(true);
  const [[first, end], setRange] = useState(['', '']);
  const [isTried, setTried] = useState(false);
  const [from, to] = [placeIn(first, 1), placeIn(end, last)];
  const isRange = from >= 1 && from <= to && to <= last;
  const making = useAct((at, wish: ExportWish) => at.exports.make(conversation, wish));
  const stop = (): void => {
    if (making.isPending) void desk.exports.stop(conversation);
    onClose();
  };
  const begin = (): void => {
    setTried(true);
    if (!isRange) return;
    making.mutate({ withFiles, from: first === '' ? undefined : from, to: end === '' ? undefined : to });
  };
  return (
    <Dialog
      title={t('title')}
      onClose={stop}
      isKept
      footer={
        making.data === undefined ? (
          <>
            <Button variant="primary" isPending={making.isPending} onPress={begin}>
              {t('begin')}
            </Button>
            <Button onPress={stop}>{making.isPending ? t('stop') : t('cancel')}</Button>
          </>
        ) : (
          <Button onPress={onClose}>{t('close')}</Button>
        )
      }
    >
      {making.data === undefined ? (
        <>
          <p>{t('what')}</p>
          <p className="hint">{t('logged')}</p>
          <Checkbox
            label={t('withFiles')}
            hint={t('withFilesHint')}
            isSelected={withFiles}
            isDisabled={making.isPending}
            onChange={setWithFiles}
          />
          <fieldset className="choices">
            <legend>{t('range')}</legend>
            <p className="hint">{t('rangeHint')}</p>
            <div className="cols cols-even">
              <TextField
                label={t('from')}
                inputMode="numeric"
                value={first}
                error={isTried && !isRange ? t('rangeWrong', { last }) : undefined}
                isDisabled={making.isPending}
                onChange={(value) => {
                  setRange([value.trim(), end]);
                }}
              />
              <TextField
                label={t('to')}
                inputMode="numeric"
                value={end}
                isDisabled={making.isPending}
                onChange={(value) => {
                  setRange([first, value.trim()]);
                }}
              />
            </div>
          </fieldset>
          {making.isPending && <Standing conversation={conversation} />}
          {making.error !== null && <Fault error={making.error} />}
        </>
      ) : (
        <Made made={making.data} />
      )}
    </Dialog>
  );
}

/** The number that was typed, or `otherwise` where nothing was; 0 for what is no number. */
function placeIn(typed: string, otherwise: number): number {
  if (typed === '') return otherwise;
  return /^\d{1,12}$/.test(typed) ? Number(typed) : 0;
}

function Standing({ conversation }: { readonly conversation: string }): ReactElement {
  const { t } = useTranslation('export');
  const { data } = useView(['exports', conversation], (desk) => desk.exports.standing(conversation));
  const stage: ExportStanding['stage'] = data?.stage ?? 'record';
  const labels = {
    record: t('stage.record'),
    frames: t('stage.frames'),
    attachments: t('stage.attachments'),
    check: t('stage.check'),
  };
  return (
    <div role="status">
      <Progress label={labels[stage]} value={data?.done} />
    </div>
  );
}

function Made({ made }: { readonly made: MadeExport }): ReactElement {
  const { t } = useTranslation('export');
  return (
    <>
      <p role="status">{t('made', { count: made.messages })}</p>
      {made.leftOut > 0 && <p>{t('leftOut', { count: made.leftOut })}</p>}
      <p className="row">
        <Button
          variant="primary"
          icon="download"
          onPress={() => {
            save(made.page, `${made.name}.html`);
          }}
        >
          {t('savePage')}
        </Button>
        <Button
          icon="download"
          onPress={() => {
            save(made.json, `${made.name}.json`);
          }}
        >
          {t('saveProof')}
        </Button>
      </p>
      <p className="hint">{t('keep')}</p>
    </>
  );
}
