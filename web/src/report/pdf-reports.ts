// What needs the PDF library: imported only when a page is asked for.
export { referralPdf } from './referral-page';
export { reportPdf } from './report-page';
