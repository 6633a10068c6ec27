import type { ReadOptions } from 'leadwise';
import { say } from '../languages/translation';
import type { StatedFacts } from '../screening/protocol';

/** A file may say anything: of a device no more than a line has room for. */
const mostLetters = 40;

/** Age, sex, time and device, as far as the file states them; never what identifies the patient. */
export function statedFactTexts({ age_years: age, sex, acquisition_time: time, device }: StatedFacts): string[] {
  const texts = [
    age !== null && say('answered-facts.age', { count: Math.floor(age) }),
    sex !== null && say(`record-view.${sex}`),
    time !== null && say('record-view.recorded', { time: minuteOf(time) }),
    device !== null && say('record-view.device', { device: shortened(device) }),
  ];
  return texts.filter((text) => text !== false);
}

/** As the clock of the recording showed it: "2018-10-10 11:13". */
function minuteOf(time: string): string {
  return time.replace(/T(\d\d:\d\d).*$/, ' $1');
}

function shortened(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text;
}

/** The signs were published for adults. By what the file states or its owner answered, whichever says so. */
export function isUnderAge(facts: StatedFacts | null, options: ReadOptions): boolean {
  return [facts?.age_years, options.age_years].some((age) => typeof age === 'number' && age < 18);
}
