// Finds what a page shows that is of no catalogue. Every sentence of the catalogue that it speaks is in brackets.
export const bracketed = (sentence) => `⟦${sentence}⟧`;

/** What is the same in every language: numbers, units, leads, waves, formats and names. */
const sameEverywhere = [
  '[−+-]?\\d+([.,]\\d+)*(e-?\\d+)?(°|/min)?',
  'm[mVs](/s|/mV|·ms)?|mV|Hz|s|/min|pg/ml|%|°',
  'I{1,3}|IV|−?aV[RLF]|V[1-6]',
  'P|Q|R[′]?|S[′]?|ST|ST60|T|J|R/S|QRS|QTc?|PR|RR|SD|RMSSD|NT-proBNP|qR',
  'Bazett|Fridericia|Framingham|Hodges|Cabrera',
  'WFDB|CSV|MORTARA|Leadwise|SHA-256',
];

/** Texts and spoken names of the page that stand in no brackets, save those marked as English or as not to be translated. */
export function untranslatedIn(page) {
  return page.evaluate((same) => {
    const allowed = new RegExp(`^(${same.join('|')})$`);
    const exempt = (element) =>
      element.closest('[lang=en], [translate=no], code, script, style, noscript, .print-trace svg, .record-choice[title]') !== null;
    const left = (text) => {
      let rest = text;
      for (let before = ''; before !== rest; ) {
        before = rest;
        rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
      }
      return rest.split(/[\s·×()[\]^;:–—…\u2066\u2069]+|(?<!\d)[.,]|[.,](?!\d)/).filter((word) => word && !allowed.test(word) && !/^[+−-]$/.test(word));
    };
    const found = [];
    const look = (text, element, what) => {
      const words = left(text);
      if (words.length > 0) found.push(`${what} of <${element.localName} class="${element.className}">: ${words.join(' ')} in "${text}"`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!exempt(node.parentElement)) look(node.data, node.parentElement, 'text');
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (exempt(element)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt']) {
        const text = element.getAttribute(name);
        if (text && !/^SHA-256 [0-9a-f]{64}$/.test(text)) look(text, element, name);
      }
    }
    return found;
  }, sameEverywhere);
}
