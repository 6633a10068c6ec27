// What runs inside the page to time it. Each function is sent there as text, so none may use anything from outside itself.

/** Inside a worker: notes from when to when it was at each message, in milliseconds of the clock that all threads share. */
export function watchMessages() {
  const now = () => performance.timeOrigin + performance.now();
  const answer = self.postMessage.bind(self);
  const watched = { calls: [], since: 0 };
  self.watchedMessages = watched;
  self.addEventListener('message', () => (watched.since = now()), { capture: true });
  self.postMessage = (...given) => {
    watched.calls.push({ fromMs: watched.since, toMs: now() });
    answer(...given);
  };
}

/**
 * Drops a file on the window: {dropped_at, trace_ms, result_ms}, from the drop event to the first frame that shows a trace
 * and to the first that shows the result.
 */
export async function timeDrop({ name, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  // Between the names of two columns, and the whole height: nothing is as dark there as a trace.
  const isTraceDrawn = () => {
    const canvas = document.querySelector('.ecg-paper canvas');
    if (!canvas || canvas.width === 0 || canvas.height === 0) return false;
    const [left, width] = [Math.round(0.42 * canvas.width), 8];
    const { data } = canvas.getContext('2d').getImageData(left, 0, width, canvas.height);
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] + data[at + 1] + data[at + 2] < 200) return true;
    }
    return false;
  };
  const isResultShown = () => document.querySelector('.result-panel .score-row, .abstention-panel') !== null;
  /** A task after a frame's own begins when the frame is on its way to the screen. */
  const framePainted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const droppedAt = performance.now();
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  const found = { dropped_at: performance.timeOrigin + droppedAt };
  while (found.result_ms === undefined || found.trace_ms === undefined) {
    const shown = isResultShown();
    const traced = found.trace_ms !== undefined || isTraceDrawn();
    const paintedMs = (await framePainted()) - droppedAt;
    if (traced) found.trace_ms ??= paintedMs;
    if (shown) found.result_ms ??= paintedMs;
    if (paintedMs > 60_000) throw new Error('nothing was shown in a minute');
  }
  return found;
}

/** Scrolls the paper by some pixels in each frame for so long: the times between frames in milliseconds. */
export async function timePanning({ durationMs, pixelsAFrame }) {
  const box = document.querySelector('.ecg-paper-scroll');
  const nextFrame = () => new Promise(requestAnimationFrame);
  const gaps = [];
  let step = pixelsAFrame;
  let last = await nextFrame();
  const endAt = last + durationMs;
  while (last < endAt) {
    const end = box.scrollWidth - box.clientWidth;
    if (box.scrollLeft + step > end || box.scrollLeft + step < 0) step = -step;
    box.scrollLeft += step;
    const now = await nextFrame();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}
