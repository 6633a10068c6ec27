import type { Key } from '../languages/keys';
import { isSafetyKey, say } from '../languages/translation';
import { SafetyText } from './safety-text';

/** Of a list that holds safety sentences among others. */
export function Sentence({ name }: { name: Key }) {
  return isSafetyKey(name) ? <SafetyText name={name} /> : <>{say(name)}</>;
}
