import type { FormProblem } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthorityPart } from './authority-part.js';
import { DesignationPart } from './designation-part.js';
import type { FormPart } from './draft.js';
import { KeysPart } from './keys-part.js';
import type { PartProps } from './part-props.js';

/** Fields of which what is wrong has words of its own. */
const OWN: Readonly<Record<string, 'functions' | 'date' | 'telephone' | 'email' | 'keys'>> = {
  functions: 'functions',
  'designation.date': 'date',
  'contact.telephone': 'telephone',
  'contact.email': 'email',
  keys: 'keys',
};

interface FormPartFieldsProps extends Omit<PartProps, 'errorOf'> {
  readonly part: FormPart;
  readonly problems: readonly FormProblem[];
  /** Documents that go with it; not asked for where there is no `onFiles`. */
  readonly files?: readonly File[];
  readonly onFiles?: (files: readonly File[]) => void;
}

/** The fields of one part of the form, each with what is wrong with it. */
export function FormPartFields({ part, problems, files = [], onFiles, ...rest }: FormPartFieldsProps): ReactElement {
  const { t } = useTranslation('apply');
  const errorOf = (field: string): string | undefined => {
    const found = problems.find((problem) => problem.field === field);
    if (found === undefined) return undefined;
    const own = OWN[field];
    const isOwn = own !== undefined && (found.is === 'missing' || found.is === 'form');
    return t(isOwn ? `problem.${own}` : `problem.${found.is}`);
  };
  switch (part) {
    case 'authority':
      return <AuthorityPart {...rest} errorOf={errorOf} />;
    case 'designation':
      return (
        <DesignationPart {...rest} errorOf={errorOf} files={files} {...(onFiles === undefined ? {} : { onFiles })} />
      );
    case 'keys':
      return <KeysPart {...rest} errorOf={errorOf} />;
  }
}
