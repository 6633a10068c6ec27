interface TaskText {
  title: string;
  scoreMeaning: string;
}

const tasks: Record<string, TaskText> = {
  rv_overload: {
    title: 'Right-ventricular overload pattern',
    scoreMeaning: 'How much this ECG resembles simulated right-ventricular overload, from 0 to 100.',
  },
  ph_detection: {
    title: 'Pulmonary hypertension pattern',
    scoreMeaning: 'How much this ECG resembles those of patients with pulmonary hypertension, from 0 to 100.',
  },
  ph_precapillary: {
    title: 'Pre-capillary pulmonary hypertension pattern',
    scoreMeaning: 'How much this ECG resembles those of patients with the pre-capillary form, from 0 to 100.',
  },
  elevated_pawp: {
    title: 'Elevated wedge pressure pattern',
    scoreMeaning: 'How much this ECG resembles those of patients with an elevated wedge pressure, from 0 to 100.',
  },
};

/** Tasks that users name themselves are shown by that name. */
export function taskText(task: string): TaskText {
  const scoreMeaning = `How much this ECG resembles “${task}” in the training data, from 0 to 100.`;
  return tasks[task] ?? { title: task, scoreMeaning };
}
