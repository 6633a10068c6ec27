// What a ruler and an eye would find on the drawn paper.

/** Millimetres of the layout that the page promises. */
export const paper = { rowStartMm: 10, columnMm: 62.5, mmPerMillivolt: 10, mmPerSecond: 25 };

/** The canvas's own measures, and for every column of pixels between two places where the trace is. */
export async function readPaper(page) {
  const canvas = page.locator('.ecg-paper canvas');
  await canvas.waitFor();
  return canvas.evaluate((element) => ({
    pixelsPerMm: Number(element.dataset.pixelsPerMm),
    baselinesMm: element.dataset.baselinesMm.split(' ').map(Number),
    width: element.width,
    height: element.height,
    cssWidth: element.getBoundingClientRect().width,
    label: element.getAttribute('aria-label'),
  }));
}

/** The rows of dark pixels within a rectangle in mm: [{xMm, topMm, bottomMm}] for each column of pixels with any. */
export function inkWithin(page, { fromMm, toMm, topMm, bottomMm }) {
  return page.locator('.ecg-paper canvas').evaluate(
    (canvas, area) => {
      const scale = Number(canvas.dataset.pixelsPerMm);
      const [x, y] = [Math.round(area.fromMm * scale), Math.max(0, Math.round(area.topMm * scale))];
      const width = Math.round(area.toMm * scale) - x;
      const height = Math.min(canvas.height, Math.round(area.bottomMm * scale)) - y;
      const { data } = canvas.getContext('2d').getImageData(x, y, width, height);
      const dark = (column, row) => {
        const at = 4 * (row * width + column);
        return data[at] + data[at + 1] + data[at + 2] < 360;
      };
      const found = [];
      for (let column = 0; column < width; ++column) {
        let [first, last] = [-1, -1];
        for (let row = 0; row < height; ++row) {
          if (!dark(column, row)) continue;
          if (first < 0) first = row;
          last = row;
        }
        if (first >= 0) {
          found.push({ xMm: (x + column) / scale, topMm: (y + first) / scale, bottomMm: (y + last + 1) / scale });
        }
      }
      return found;
    },
    { fromMm, toMm, topMm, bottomMm },
  );
}

/**
 * A table with one column a lead, each a function of the time in seconds; '' is a missing sample. With the heading
 * "time_s" it is one of the project's own tables, which are in mV; with any other the unit is open.
 */
export function csvText(leads, { rate = 500, seconds = 10, timeHeading = 'time_s' } = {}) {
  const names = Object.keys(leads);
  const rows = Array.from({ length: Math.round(rate * seconds) }, (_, index) => {
    const time = index / rate;
    return [time, ...names.map((name) => leads[name](time))].join(',');
  });
  return [`${timeHeading},${names.join(',')}`, ...rows, ''].join('\n');
}

export const twelveLeads = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

/** The same wave in every lead named. */
export function sameWave(names, wave) {
  return Object.fromEntries(names.map((name) => [name, wave]));
}
