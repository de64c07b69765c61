import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperKey } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { useDesk } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { PrintButton } from '../../ui/print-button.js';
import { TextField } from '../../ui/text-field.js';
import { PaperSheet, PaperWords } from './paper-sheet.js';

/** Makes the key of the holder on paper: printed, proved to be on paper, and forgotten. @param onMade - given what of it is declared */
export function MakePaperKey({ onMade }: { readonly onMade: (declared: string) => void }): ReactElement {
  const { t } = useTranslation('archive');
  const [paper, setPaper] = useState<PaperKey>();
  const making = useAct((desk) => desk.archive.makePaper());
  if (paper !== undefined)
    return (
      <OnItsWay
        paper={paper}
        onMade={() => {
          setPaper(undefined);
          making.reset();
          onMade(paper.declared);
        }}
        onForgotten={() => {
          setPaper(undefined);
          making.reset();
        }}
      />
    );
  return (
    <div className="stack">
      <p className="small">{t('paper.what')}</p>
      {making.error !== null && <Fault error={making.error} />}
      <div className="row">
        <Button
          icon="print"
          isPending={making.isPending}
          onPress={() => {
            making.mutate(undefined, { onSuccess: setPaper });
          }}
        >
          {t('paper.make')}
        </Button>
      </div>
    </div>
  );
}

interface OnItsWayProps {
  readonly paper: PaperKey;
  readonly onMade: () => void;
  readonly onForgotten: () => void;
}

function OnItsWay({ paper, onMade, onForgotten }: OnItsWayProps): ReactElement {
  const { t } = useTranslation('archive');
  const { self } = useDesk();
  const [areShown, setShown] = useState(false);
  const [typed, setTyped] = useState('');
  const [isAsked, setAsked] = useState(false);
  // Another line each time, so that it is read from the page.
  const line = (paper.fingerprint.charCodeAt(0) % paper.lines.length) + 1;
  const isOnPaper = plain(typed) === paper.lines[line - 1];
  return (
    <div className="stack">
      <p className="small">{t('paper.what')}</p>
      <PaperSheet authority={self.authorityName} paper={paper} />
      <div className="row">
        <PrintButton variant="primary" label={t('paper.print')} />
        <Button
          aria-expanded={areShown}
          onPress={() => {
            setShown(!areShown);
          }}
        >
          {t(areShown ? 'paper.hide' : 'paper.byHand')}
        </Button>
      </div>
      {areShown && <PaperWords lines={paper.lines} />}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (isOnPaper) onMade();
        }}
      >
        <TextField
          label={t('paper.prove', { line })}
          hint={t('paper.proveHint')}
          error={isAsked && !isOnPaper ? t('paper.wrong', { line }) : undefined}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
        />
        <div className="row">
          <Button type="submit">{t('paper.done')}</Button>
          <Button variant="quiet" onPress={onForgotten}>
            {t('paper.cancel')}
          </Button>
        </div>
      </form>
    </div>
  );
}

function plain(typed: string): string {
  return typed.trim().toLowerCase().split(/\s+/).join(' ');
}
