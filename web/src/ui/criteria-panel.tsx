import type { BedsideValues, Criterion } from 'leadwise';
import type { Measured } from '../screening/protocol';
import { BedsideForm } from './bedside-form';
import './criteria-panel.css';
import { CriterionRow } from './criterion-row';
import { absentSignText, confoundersTitle, evidenceText, groupsOf, rulesTitle } from './criterion-text';

interface Props {
  criteria: Measured['criteria'];
  bedside: BedsideValues;
  onBedside: (values: BedsideValues) => void;
}

/** The signs of pulmonary hypertension that the literature knows, each with its values and its evidence. */
export function CriteriaPanel({ criteria, bedside, onBedside }: Props) {
  if (criteria.length === 0) return null;
  const { signs, rules, confounders } = groupsOf(criteria);
  return (
    <section class="card criteria-panel" aria-labelledby="criteria-title">
      <h3 id="criteria-title" class="marked-title">
        Classical signs of pulmonary hypertension <span class="research-mark">Research use only</span>
      </h3>
      <p>
        <strong>{absentSignText}</strong>
      </p>
      <p class="quiet">{evidenceText}</p>
      <Criteria criteria={signs} />
      <h4>{rulesTitle}</h4>
      <BedsideForm values={bedside} onEvaluate={onBedside} />
      <Criteria criteria={rules} />
      {confounders.length > 0 && <h4>{confoundersTitle}</h4>}
      <Criteria criteria={confounders} />
    </section>
  );
}

function Criteria({ criteria }: { criteria: Criterion[] }) {
  if (criteria.length === 0) return null;
  return (
    <ul class="criteria">
      {criteria.map((criterion) => (
        <CriterionRow key={criterion.name} criterion={criterion} />
      ))}
    </ul>
  );
}
