import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StatementLine } from '../../desk/api/signatures.js';
import { save } from '../../platform/save.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { StatementNext } from './statement-next.js';

/** What was signed here and takes a second signature: its file, and what the second administrator does with it. */
export function Prepared({ line }: { readonly line: StatementLine }): ReactElement {
  const { t } = useTranslation('administration');
  const { file, fileName } = line;
  return (
    <Notice tone="ok" icon="pen" title={t('signatures.prepared.title')} isAnnounced>
      <StatementNext line={line} />
      <div className="row">
        <Button
          isSmall
          icon="download"
          onPress={() => {
            save(new Blob([file], { type: 'application/json' }), fileName);
          }}
        >
          {t('signatures.save')}
        </Button>
        <Link to="/administration/signatures">{t('signatures.prepared.open')}</Link>
      </div>
    </Notice>
  );
}
