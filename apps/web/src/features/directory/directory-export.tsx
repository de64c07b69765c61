import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { editionFormats } from '../../desk/api/directory.js';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Fault } from '../../ui/fault.js';
import { Menu } from '../../ui/menu.js';

/** Saves the whole directory, as members may see it: a table, a document for programs, or a paper edition. */
export function DirectoryExport(): ReactElement {
  const { t } = useTranslation('directory');
  const making = useAct((desk, format: (typeof editionFormats)[number]) => desk.directory.edition(format));
  return (
    <>
      <Menu
        label={t('edition.export')}
        icon="download"
        isLabelShown
        items={editionFormats.map((format) => ({
          id: format,
          label: t(`edition.${format}`),
          onAction: () => {
            making.mutate(format, {
              onSuccess: ({ name, file }) => {
                save(file, name);
              },
            });
          },
        }))}
      />
      {making.error !== null && <Fault error={making.error} />}
    </>
  );
}
