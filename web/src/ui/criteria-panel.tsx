import type { BedsideValues, Criterion } from 'leadwise';
import type { Measured } from '../screening/protocol';
import { say } from '../languages/translation';
import { BedsideForm } from './bedside-form';
import './criteria-panel.css';
import { CriterionRow } from './criterion-row';
import { groupsOf, metFirst } from './criterion-text';
import { ResearchMark } from './research-mark';
import { SafetyText } from './safety-text';

interface Props {
  /** Whether measuring finds the whole recording unusable. */
  unusable: boolean;
  underAge: boolean;
  criteria: Measured['criteria'];
  bedside: BedsideValues;
  onBedside: (values: BedsideValues) => void;
}

/** The signs of pulmonary hypertension that the literature knows, each with its values and its evidence. */
export function CriteriaPanel({ criteria, unusable, underAge, bedside, onBedside }: Props) {
  if (criteria.length === 0) return null;
  const { signs, rules, confounders } = groupsOf(criteria);
  return (
    <section class="card criteria-panel" aria-labelledby="criteria-title">
      <h3 id="criteria-title" class="marked-title">
        {say('criteria-panel.title')} <ResearchMark />
      </h3>
      <p>
        <strong><SafetyText name="criteria-panel.absent_sign" /></strong>
      </p>
      {underAge && (
        <p class="quality-warning">
          <strong><SafetyText name="criteria-panel.under_age" /></strong>
        </p>
      )}
      {unusable && (
        <p class="quality-warning">
          <strong><SafetyText name="criteria-panel.unusable" /></strong>
        </p>
      )}
      <p class="quiet">{say('criteria-panel.evidence')}</p>
      <Criteria criteria={signs} />
      <h4>{say('criteria-panel.rules')}</h4>
      <BedsideForm values={bedside} onEvaluate={onBedside} />
      <Criteria criteria={rules} />
      {confounders.length > 0 && <h4>{say('criteria-panel.confounders')}</h4>}
      <Criteria criteria={confounders} />
    </section>
  );
}

function Criteria({ criteria }: { criteria: Criterion[] }) {
  if (criteria.length === 0) return null;
  return (
    <ul class="criteria">
      {metFirst(criteria).map((criterion) => (
        <CriterionRow key={criterion.name} criterion={criterion} />
      ))}
    </ul>
  );
}
