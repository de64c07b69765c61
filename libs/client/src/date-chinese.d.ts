// The package's own declarations are not where its exports lead.
declare module 'date-chinese' {
  /** A day of the lunisolar calendar of China. */
  export class CalendarChinese {
    set(cycle: number, year: number, month: number, leap: boolean, day: number): this;
    fromJDE(jde: number): this;
    /** The day of ours in the year that is named, of its own where none is. */
    toGregorian(year?: number): { readonly year: number; readonly month: number; readonly day: number };
    /** The Julian day on which the term begins. */
    qingming(year: number): number;
  }
  /** By the meridian of Korea. */
  export class CalendarKorean extends CalendarChinese {}
  /** By the meridian of Viet Nam. */
  export class CalendarVietnamese extends CalendarChinese {}
}
