"""What NeuroKit2 finds in one lead: peaks of P, QRS and T in seconds, by its discrete wavelet delineator."""

import warnings

import neurokit2
import numpy as np


def delineate_lead(samples_mv, rate_hz):
    """{"p": times, "qrs": times, "t": times}; empty where it fails, which it does on some leads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            clean = neurokit2.ecg_clean(samples_mv, sampling_rate=rate_hz)
            _, found = neurokit2.ecg_peaks(clean, sampling_rate=rate_hz)
            r_peaks = found["ECG_R_Peaks"]
            _, waves = neurokit2.ecg_delineate(clean, r_peaks, sampling_rate=rate_hz, method="dwt")
        except (ValueError, IndexError, KeyError, ZeroDivisionError, TypeError):
            return {"p": [], "qrs": [], "t": []}
    seconds = lambda samples: [float(s) / rate_hz for s in samples if not np.isnan(s)]
    return {"p": seconds(waves["ECG_P_Peaks"]), "qrs": seconds(r_peaks), "t": seconds(waves["ECG_T_Peaks"])}
