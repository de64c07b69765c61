import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes.js';
import { Icon } from '../../ui/icon.js';
import { usePageTitle } from '../../ui/page-head.js';

/** The steps from an invitation to the inbox, in order. */
const STEPS = ['invitation', 'passphrase', 'words', 'in'] as const;

interface FrameProps {
  readonly title: string;
  /** Where in setting up this is; absent where it is no step of it. */
  readonly step?: (typeof STEPS)[number];
  readonly children: ReactNode;
}

/** The one window of the gate: brand, steps, a heading that takes the focus, and what there is to do. */
export function Frame({ title, step, children }: FrameProps): ReactElement {
  const { t } = useTranslation('access');
  return (
    <GateWindow
      title={title}
      steps={step && <Steps names={STEPS.map((one) => t(`steps.${one}`))} at={STEPS.indexOf(step)} />}
    >
      {children}
    </GateWindow>
  );
}

/** What a window before sign-in is given. */
export interface GateWindowProps {
  readonly title: string;
  /** The way to its end, where it is a step of one. */
  readonly steps?: ReactNode;
  /** Whether a form of several columns stands in it. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A window that stands alone on the page, before sign-in. */
export function GateWindow({ title, steps, isWide = false, children }: GateWindowProps): ReactElement {
  const { t } = useTranslation('ui');
  usePageTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A reader that listens is told where the page has gone, but a field that asks for the focus keeps it.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return (
    <main className="gate" tabIndex={-1}>
      <section className={classes('window', isWide && 'is-wide')} aria-labelledby="gate-title">
        <p className="window-bar brand">
          <Brand />
          {t('product')}
        </p>
        <div className="window-in">
          {steps}
          <h1 id="gate-title" ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {children}
        </div>
      </section>
    </main>
  );
}

function Brand(): ReactElement {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" aria-hidden="true">
      <circle cx="9" cy="12" r="6.2" />
      <circle cx="15" cy="12" r="6.2" />
    </svg>
  );
}

/** The steps of a way, and at which of them somebody is, from 0. */
export function Steps({ names, at }: { readonly names: readonly string[]; readonly at: number }): ReactElement {
  const { t } = useTranslation('access');
  return (
    <ol className="steps" aria-label={t('steps.label')}>
      {names.map((step, i) => (
        <li key={step} className={i < at ? 'done' : undefined} aria-current={i === at ? 'step' : undefined}>
          {i < at && <Icon name="check" />}
          {i < at ? step : t('steps.numbered', { number: i + 1, step })}
        </li>
      ))}
    </ol>
  );
}
