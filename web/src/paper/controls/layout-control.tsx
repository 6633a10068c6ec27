import type { PlainKey } from '../../languages/keys';
import { say } from '../../languages/translation';
import { layoutFor, pageSeconds } from '../paper-layout';
import { type PaperLayoutName, possibleLayouts } from '../paper-rows';
import type { ControlProps } from '../paper-settings';
import type { DrawnSignal } from '../shown-leads';
import { ChoiceControl } from './choice-control';

/** As it is written in every language. */
const titles: Partial<Record<PaperLayoutName, string>> = {
  '3x4': '3 × 4',
  '3x4+1': '3 × 4 + II',
  '3x4+3': '3 × 4 + V1, II, V5',
  '6x2': '6 × 2',
};

const names: Partial<Record<PaperLayoutName, PlainKey>> = { '12x1': 'paper.one_lead_a_row', limb: 'paper.limb_leads' };

/** The layouts that the leads and the time allow; where that is only one there is nothing to choose. */
export function LayoutControl({ settings, onChange, record }: ControlProps & { record: DrawnSignal }) {
  const pageDurationS = Math.min(pageSeconds, record.duration_s);
  const possible = possibleLayouts(record, pageDurationS);
  if (possible.length < 2 || settings.averageBeat) return null;
  const choices = possible.map((value) => ({ value, text: titleOf(value, record) }));
  const value = layoutFor(record, pageDurationS, settings.layout);
  return <ChoiceControl title={say('paper.layout')} choices={choices} value={value} onChoose={(layout) => onChange({ layout })} />;
}

function titleOf(layout: PaperLayoutName, { leads }: DrawnSignal): string {
  if (layout === '12x1' && leads.length === 12) return '12 × 1';
  const name = names[layout];
  return name ? say(name) : (titles[layout] ?? layout);
}
