import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ExpertLine } from '../../desk/api/experts.js';
import experts from '../../locales/en/experts.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { useDesk } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Mark } from '../../ui/mark.js';
import { Time } from '../../ui/time.js';
import { conversationPath } from '../conversation/link.js';
import { EndExpert } from './end-expert.js';
import './experts.css';

addCatalogue('experts', experts);

/** The outside experts whom our office sponsors, how far each has come, and what is next. */
export function ExpertLines(props: {
  readonly lines: readonly ExpertLine[];
  /** Names the conversation of each: where they are of several. */
  readonly isOfAll?: boolean;
}): ReactElement {
  const { lines, isOfAll = false } = props;
  const [ending, setEnding] = useState<ExpertLine>();
  return (
    <>
      {lines.length > 0 && (
        <ul className="experts">
          {lines.map((line) => (
            <Expert key={line.officer} line={line} isOfAll={isOfAll} onEnd={setEnding} />
          ))}
        </ul>
      )}
      {ending !== undefined && (
        <EndExpert
          line={ending}
          onClose={() => {
            setEnding(undefined);
          }}
        />
      )}
    </>
  );
}

interface ExpertProps {
  readonly line: ExpertLine;
  readonly isOfAll: boolean;
  readonly onEnd: (line: ExpertLine) => void;
}

function Expert({ line, isOfAll, onEnd }: ExpertProps): ReactElement {
  const { t } = useTranslation('experts');
  const { self } = useDesk();
  const { officer, name, conversation, subject, until, standing, step } = line;
  const admitting = useAct((desk) => desk.experts.admit(conversation, officer));
  const isCurrent = standing === 'current';
  return (
    <li>
      <p className="row tight">
        <b>
          <bdi>{name}</bdi>
        </b>
        <Mark tone={isCurrent ? 'chosen' : 'plain'}>{t(isCurrent ? `step.${step}` : `standing.${standing}`)}</Mark>
      </p>
      <p className="xs muted">
        {t('until')} <Time at={until} kind="moment" />
        {isOfAll && (
          <>
            {', '}
            {step === 'elsewhere' || (step === 'invited' && subject === undefined) ? (
              t('conversation', { id: conversation.slice(0, 8) })
            ) : (
              <Link to={conversationPath(conversation)}>
                <bdi>{subject ?? t('conversation', { id: conversation.slice(0, 8) })}</bdi>
              </Link>
            )}
          </>
        )}
      </p>
      {isCurrent && step === 'invited' && <p className="xs">{t('next.invited')}</p>}
      {isCurrent && (
        <div className="row">
          {step === 'enrolled' && (
            <Button
              isSmall
              icon="people"
              isPending={admitting.isPending}
              onPress={() => {
                admitting.mutate();
              }}
            >
              {t('admit')}
            </Button>
          )}
          {self.administrator && (
            <Button
              isSmall
              variant="grave"
              onPress={() => {
                onEnd(line);
              }}
            >
              {t('end.open')}
            </Button>
          )}
        </div>
      )}
      {admitting.error !== null && <Fault error={admitting.error} />}
    </li>
  );
}
