const DAY = 86_400;
/** Days before its date from which a review is told to be due soon. */
const SOON = 30;

/** How the review of a page stands: by days from its date, negative once it is over. */
export interface PageReview {
  readonly is: 'later' | 'soon' | 'overdue';
  readonly days: number;
}

/** Whether a page is due to be looked at again. @param reviewBy - `2026-03-01`; @param now - Unix seconds */
export function pageReview(reviewBy: string, now: number): PageReview {
  const days = Math.floor(Date.parse(`${reviewBy}T00:00:00Z`) / 1000 / DAY) - Math.floor(now / DAY);
  // A day that no calendar has is none to wait for.
  if (Number.isNaN(days) || days < 0) return { is: 'overdue', days: Number.isNaN(days) ? 0 : days };
  return { is: days <= SOON ? 'soon' : 'later', days };
}

/** The day of a moment by universal time, `2026-03-01`. @param at - Unix seconds */
export function dayOf(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 10);
}
