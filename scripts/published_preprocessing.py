"""The published preprocessing in SciPy: the reference that core/src/signal is held to.

NeuroKit2's ecg_clean(method="neurokit") at 500 Hz, then standardising, as arXiv 2503.13470 uses them.
"""

import numpy as np
from scipy import signal

RATE_HZ = 500
WINDOW_SAMPLES = 5000


def fill_missing(lead):
    """NaN by linear interpolation; at the ends the nearest value."""
    missing = np.isnan(lead)
    times = np.arange(len(lead))
    return np.interp(times, times[~missing], lead[~missing])


def filter_lead(lead):
    """5,000 samples without NaN, filtered, in the unit they came in."""
    highpass = signal.butter(5, 0.5, "highpass", fs=RATE_HZ, output="sos")
    without_wander = signal.sosfiltfilt(highpass, lead)
    one_mains_period = np.ones(RATE_HZ // 50)
    return signal.filtfilt(one_mains_period, [len(one_mains_period)], without_wander, method="pad")


def preprocess_lead(lead_mv):
    """Up to 10 s in mV, NaN = missing -> (standardised window, SD in mV after filtering)."""
    filled = fill_missing(np.asarray(lead_mv, dtype=np.float64))
    filtered = filter_lead(np.pad(filled, (0, WINDOW_SAMPLES - len(filled))))
    sd_mv = filtered.std(ddof=1)
    return (filtered - filtered.mean()) / sd_mv, sd_mv
