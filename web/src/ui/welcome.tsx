export function Welcome() {
  return (
    <section class="card welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">Open an ECG to see its leads, its measurements and its score</h2>
      <p>
        Leadwise draws the recording on ECG paper and scores how much it resembles simulated right-ventricular
        overload, from its twelve leads and from its six limb leads. It measures rate, intervals, axes and the classical signs
        of pulmonary hypertension, each with its published evidence. Where a recording does not allow an honest answer it says
        why.
      </p>
      <p>Files it reads: WFDB (.hea with its signal files) and CSV or tab-separated text, one column a lead.</p>
      <p class="quiet">
        The score is of research weights that were never tested on catheterised patients. A low score does not exclude
        pulmonary hypertension.
      </p>
    </section>
  );
}
