import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Members } from '../../../desk/api/members.js';
import experts from '../../../locales/en/experts.json';
import { addCatalogue } from '../../../platform/i18n.js';
import { useDesk, useView } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { Fault } from '../../../ui/fault.js';
import { ExpertLines } from '../../experts/expert-lines.js';
import { SponsorExpert } from '../../experts/sponsor-expert.js';

addCatalogue('experts', experts);

/** Outside experts of our own office in a conversation: who they are, and for an administrator, sponsoring one. */
export function ExpertsSection(props: {
  readonly conversation: string;
  readonly members: Members;
}): ReactElement | undefined {
  const { conversation, members } = props;
  const { t } = useTranslation('experts');
  const { self } = useDesk();
  const [isSponsoring, setSponsoring] = useState(false);
  const { data = [], error } = useView(['conversations', conversation, 'experts'], (desk) =>
    desk.experts.lines(conversation),
  );
  const canSponsor = self.administrator && members.takesExperts && members.member && !members.closed;
  if (data.length === 0 && !canSponsor && error === null) return undefined;
  return (
    <section className="stack">
      <h3>{t('heading')}</h3>
      {error !== null && <Fault error={error} />}
      <ExpertLines lines={data} />
      {canSponsor && (
        <div className="row">
          <Button
            isSmall
            icon="plus"
            onPress={() => {
              setSponsoring(true);
            }}
          >
            {t('sponsor.open')}
          </Button>
        </div>
      )}
      {isSponsoring && (
        <SponsorExpert
          conversation={conversation}
          onClose={() => {
            setSponsoring(false);
          }}
        />
      )}
    </section>
  );
}
