import { useEffect, useReducer } from 'preact/hooks';
import type { Languages } from '../languages/languages';

/** Draws the component again, and so all below it, when the language has changed; its code. */
export function useLanguage(languages: Languages): string {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  useEffect(() => {
    const changed = () => redraw(null);
    languages.addEventListener('change', changed);
    return () => languages.removeEventListener('change', changed);
  }, [languages]);
  return languages.code;
}
