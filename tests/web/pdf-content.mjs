// What a ruler and an eye would find on a PDF page of ours: its drawing operators, in millimetres from the upper left
// corner, and its letters by the font's own table.
import { inflateSync } from 'node:zlib';

const mmPerPoint = 25.4 / 72;

/**
 * The first page, and those behind it: {widthMm, heightMm, pages, texts: [{text, xMm, yMm, sizePt}],
 * lines: [{points, widthMm, colour}], missingGlyphs, further}.
 */
export function readPdf(bytes) {
  const objects = objectsOf(bytes);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  const [first, ...further] = pages.map((page) => drawnOn(page, objects));
  return { ...first, pages: pages.length, further };
}

function drawnOn({ head }, objects) {
  const [, , width, height] = head
    .match(/\/MediaBox \[([^\]]+)\]/)[1]
    .trim()
    .split(' ')
    .map(Number);
  const fonts = fontsOf(objects, objects.get(reference(head, 'Resources')).head);
  const content = objects.get(reference(head, 'Contents')).stream.toString('latin1');
  const drawn = drawnBy(content, height, fonts);
  return { widthMm: width * mmPerPoint, heightMm: height * mmPerPoint, ...drawn };
}

/** Lines of letters that follow one another are one text again, as a reader takes them. */
export function textOf({ texts }) {
  return texts
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');
}

/** By how much the browser's own print scales CSS pixels, in points: 0.75 where it is neither shrunk nor enlarged. */
export function printedPixelPt(bytes) {
  const contents = [...objectsOf(bytes).values()].map(({ stream }) => stream?.toString('latin1') ?? '');
  const content = contents.find((text) => / cm\b/.test(text));
  const [page, box] = [...content.matchAll(/([-\d.]+) \S+ \S+ \S+ \S+ \S+ cm/g)].map(([, scale]) => Number(scale));
  return page * box;
}

/** What stands on each page of the browser's own print, its white space left out: letters are drawn one by one. */
export function printedTexts(bytes) {
  const objects = objectsOf(bytes);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map(({ head }) => {
    const fonts = fontsOf(objects, head);
    const content = objects.get(reference(head, 'Contents')).stream.toString('latin1');
    let font = null;
    return [...content.matchAll(/\/(\w+) \S+ Tf|<([0-9A-F]+)> Tj/g)]
      .map(([, name, glyphs]) => {
        if (name) font = fonts.get(name);
        return (glyphs?.match(/.{4}/g) ?? []).map((glyph) => font?.get(parseInt(glyph, 16)) ?? '').join('');
      })
      .join('')
      .replace(/\s+/g, '');
  });
}

function objectsOf(bytes) {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/(\d+) 0 obj\s([\s\S]*?)endobj/g)];
  return new Map(found.map(([, number, body]) => [Number(number), parsedObject(body)]));
}

function parsedObject(body) {
  const start = body.search(/stream\r?\n/);
  if (start < 0) return { head: body, stream: null };
  const head = body.slice(0, start);
  const length = Number(head.match(/\/Length (\d+)/)[1]);
  const from = body.indexOf('\n', start) + 1;
  const raw = Buffer.from(body.slice(from, from + length), 'latin1');
  return { head, stream: /FlateDecode/.test(head) ? inflateSync(raw) : raw };
}

function reference(head, name) {
  return Number(head.match(new RegExp(`/${name} (\\d+) 0 R`))[1]);
}

/** Name in the content → glyph number → letters. */
function fontsOf(objects, resources) {
  const named = [...resources.match(/\/Font <<([\s\S]*?)>>/)[1].matchAll(/\/(F\d+) (\d+) 0 R/g)];
  const embedded = named.filter(([, , number]) => /ToUnicode/.test(objects.get(Number(number))?.head ?? ''));
  return new Map(embedded.map(([, name, number]) => [name, lettersOf(objects, objects.get(Number(number)).head)]));
}

function lettersOf(objects, head) {
  const map = objects.get(reference(head, 'ToUnicode')).stream.toString('latin1');
  const code = '<([0-9a-f]{4})>';
  const hex = (text) => parseInt(text, 16);
  const letters = new Map();
  for (const [, glyph, letter] of map.matchAll(new RegExp(`^${code} ?${code}$`, 'gim'))) letters.set(hex(glyph), hex(letter));
  for (const [, first, last, letter] of map.matchAll(new RegExp(`^${code} ${code} ${code}$`, 'gim'))) {
    for (let glyph = hex(first); glyph <= hex(last); ++glyph) letters.set(glyph, hex(letter) + glyph - hex(first));
  }
  return new Map([...letters].map(([glyph, letter]) => [glyph, String.fromCharCode(letter)]));
}

function drawnBy(content, pageHeight, fonts) {
  const drawn = { texts: [], lines: [], missingGlyphs: 0 };
  const state = { operands: [], points: [], font: null, sizePt: 0, at: [0, 0], width: 0, colour: '' };
  for (const [token] of content.matchAll(/<[0-9a-fA-F]*>|\/?[^\s<>[\]]+|[[\]]/g)) {
    if (/^[A-Za-z*]+$/.test(token)) {
      operators[token]?.(state, drawn, { pageHeight, fonts });
      state.operands = [];
    } else state.operands.push(token);
  }
  return drawn;
}

const numbers = ({ operands }) => operands.map(Number);
const toMm = ([x, y], pageHeight) => [x * mmPerPoint, (pageHeight - y) * mmPerPoint];

const operators = {
  m: (state, _, { pageHeight }) => (state.points = [toMm(numbers(state), pageHeight)]),
  l: (state, _, { pageHeight }) => state.points.push(toMm(numbers(state), pageHeight)),
  w: (state) => (state.width = numbers(state)[0] * mmPerPoint),
  RG: (state) => (state.colour = state.operands.join(' ')),
  G: (state) => (state.colour = state.operands.join(' ')),
  S: (state, drawn) => {
    if (state.points.length > 0) drawn.lines.push({ points: state.points, widthMm: state.width, colour: state.colour });
    state.points = [];
  },
  Tf: (state) => ([state.font, state.sizePt] = [state.operands[0].slice(1), Number(state.operands[1])]),
  Td: (state, _, { pageHeight }) => (state.at = toMm(numbers(state), pageHeight)),
  Tj: (state, drawn, { fonts }) => {
    const glyphs = state.operands[0].slice(1, -1).match(/.{4}/g) ?? [];
    const letters = glyphs.map((glyph) => fonts.get(state.font)?.get(parseInt(glyph, 16)));
    drawn.missingGlyphs += glyphs.filter((glyph, index) => glyph === '0000' || letters[index] === undefined).length;
    const [xMm, yMm] = state.at;
    drawn.texts.push({ text: letters.join(''), xMm, yMm, sizePt: state.sizePt });
  },
};
