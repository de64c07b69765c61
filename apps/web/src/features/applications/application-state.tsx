import type { ApplicationView } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/icon.js';
import { Hidden } from '../../ui/hidden.js';
import { Mark, type MarkProps } from '../../ui/mark.js';

type State = ApplicationView['state'];

const MARKS: Readonly<Record<State, Pick<MarkProps, 'tone' | 'icon'>>> = {
  received: { icon: 'inbox' },
  'clarification-asked': { tone: 'warn', icon: 'help' },
  authenticated: { tone: 'chosen', icon: 'eye' },
  verified: { tone: 'chosen', icon: 'check' },
  returned: { tone: 'warn', icon: 'undo' },
  withdrawn: { tone: 'plain', icon: 'x' },
  notified: { tone: 'ok', icon: 'shield' },
};

/** How an application stands, in a word or two. */
export function ApplicationState({ state }: { readonly state: State }): ReactElement {
  const { t } = useTranslation('application');
  return <Mark {...MARKS[state]}>{t(`states.${state}`)}</Mark>;
}

const STAGES = ['received', 'authenticated', 'verified', 'notified'] as const;

/** How many of the stages an application has behind it. */
const BEHIND: Readonly<Record<State, number>> = {
  received: 1,
  'clarification-asked': 1,
  returned: 1,
  withdrawn: 0,
  authenticated: 2,
  verified: 3,
  notified: 4,
};

const LOOKS = { done: 'check', now: 'clock', ahead: 'ring' } as const satisfies Readonly<Record<string, IconName>>;

/** The stages of an application, and at which it is; of one that was withdrawn there is none. */
export function ApplicationStages({ state }: { readonly state: State }): ReactElement {
  const { t } = useTranslation('application');
  const behind = BEHIND[state];
  return (
    <ol className="stages">
      {STAGES.map((stage, i) => {
        const look = i < behind ? 'done' : i === behind && state !== 'withdrawn' ? 'now' : 'ahead';
        return (
          <li key={stage} className={look} aria-current={look === 'now' ? 'step' : undefined}>
            <Icon name={LOOKS[look]} />
            <span>
              <Hidden>{t(`stage.${look}`)}</Hidden> {look === 'now' ? t(`now.${state}`) : t(`stages.${stage}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
