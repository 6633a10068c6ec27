import { type PaperScale, calibrationPulse, largeSquareMm, roundUpToSquare, smallSquareMm } from './paper-scale';

/** How far a strip with its label reaches from its baseline. */
export interface Reach {
  aboveMm: number;
  belowMm: number;
}

const usualRowMm = 25;
/** Beyond this, tall waves run into the neighbouring rows, as on paper. */
const largestRowMm = 60;
/** The pages of a long recording that rows must hold; an artefact in one of them spreads no rows. */
const heldPages = 0.9;

/** Rows stand 25 mm apart, further where a wave needs it. Baselines lie on thick grid lines. */
export function placeRows(rows: Reach[], scale: PaperScale): { baselinesMm: number[]; heightMm: number } {
  const firstMm = Math.max(3 * largeSquareMm, calibrationPulse.millivolts * scale.mmPerMillivolt + largeSquareMm);
  let baselineMm = 0;
  const baselinesMm = rows.map(({ aboveMm }, index) => {
    const neededMm = (rows[index - 1]?.belowMm ?? 0) + aboveMm + smallSquareMm;
    const usualMm = index === 0 ? firstMm : usualRowMm;
    baselineMm += roundUpToSquare(Math.min(Math.max(usualMm, neededMm), largestRowMm));
    return baselineMm;
  });
  const bottomMm = Math.min(Math.max((rows.at(-1)?.belowMm ?? 0) + smallSquareMm, 2 * largeSquareMm), largestRowMm);
  return { baselinesMm, heightMm: roundUpToSquare(baselineMm + bottomMm) };
}

export function widest(reaches: Reach[]): Reach {
  return {
    aboveMm: Math.max(0, ...reaches.map(({ aboveMm }) => aboveMm)),
    belowMm: Math.max(0, ...reaches.map(({ belowMm }) => belowMm)),
  };
}

/** What nine of ten pages keep within; of less than ten pages, all. */
export function typicalReach(pages: Reach[]): Reach {
  const held = (values: number[]) => values.sort((a, b) => a - b)[Math.ceil(heldPages * values.length) - 1] ?? 0;
  return {
    aboveMm: held(pages.map(({ aboveMm }) => aboveMm)),
    belowMm: held(pages.map(({ belowMm }) => belowMm)),
  };
}
