import type { ComponentChildren } from 'preact';
import { spokenLanguage } from '../languages/translation';

/** What the core or a weight file says: it is in English and is not translated. */
export function InEnglish({ children }: { children: ComponentChildren }) {
  if (spokenLanguage().code === 'en') return <>{children}</>;
  return (
    <span lang="en" dir="ltr">
      {children}
    </span>
  );
}
