import type { ApplicationForm } from '#client';

/** What every part of the form is given. */
export interface PartProps {
  readonly form: ApplicationForm;
  readonly onChange: (change: Partial<ApplicationForm>) => void;
  /** What is wrong with a field, in words. */
  readonly errorOf: (field: string) => string | undefined;
}
