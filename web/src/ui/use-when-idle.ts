import { useEffect, useState } from 'preact/hooks';

const mostMs = 2000;

/** False until the browser has nothing more urgent to do, or is about to print. */
export function useWhenIdle(): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (isDue) return undefined;
    const begin = () => setDue(true);
    const cancel = onceIdle(begin);
    addEventListener('beforeprint', begin);
    return () => {
      cancel();
      removeEventListener('beforeprint', begin);
    };
  }, [isDue]);
  return isDue;
}

/** Not every browser tells when it is idle. */
function onceIdle(act: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const asked = requestIdleCallback(act, { timeout: mostMs });
    return () => cancelIdleCallback(asked);
  }
  const waiting = setTimeout(act, mostMs);
  return () => clearTimeout(waiting);
}
