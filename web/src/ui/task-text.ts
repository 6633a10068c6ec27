import { say } from '../languages/translation';

interface TaskText {
  title: string;
  scoreMeaning: string;
  /** Of validated weights. */
  probabilityMeaning: string;
}

const tasks = ['rv_overload', 'ph_detection', 'ph_precapillary', 'elevated_pawp'] as const;

/** Tasks that users name themselves are shown by that name. */
export function taskText(task: string): TaskText {
  const known = tasks.find((name) => name === task);
  if (!known) return ownTaskText(task);
  return {
    title: say(`tasks.${known}`),
    scoreMeaning: say(`tasks.${known}_meaning`),
    probabilityMeaning: say(`tasks.${known}_probability`),
  };
}

function ownTaskText(task: string): TaskText {
  return {
    title: task,
    scoreMeaning: say('tasks.own_meaning', { task }),
    probabilityMeaning: say('tasks.own_probability', { task }),
  };
}
