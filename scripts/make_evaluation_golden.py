#!/usr/bin/env python3
"""Writes tests/golden/evaluate/*.json: scores with labels and patients, and what scikit-learn, SciPy and plain formulas
make of them, without any of Leadwise's code. Four sets: one record a patient; several; few distinct scores (ties); and a second
head's scores on the first set's records.

Usage: /usr/bin/python3 scripts/make_evaluation_golden.py
"""
import json
import pathlib

import numpy as np
from scipy import optimize, stats
from sklearn import metrics as sk

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden" / "evaluate"
THRESHOLD = 0.4
CURVE = (0.05, 0.1, 0.2, 0.5)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def negative_log_likelihood(eta, y):
    return float(np.sum(np.logaddexp(0, eta) - y * eta))


def maximum(function, start):
    """Newton-free: Nelder-Mead to the bottom of the rounding, twice."""
    options = {"xatol": 1e-12, "fatol": 1e-14, "maxiter": 20000, "maxfev": 20000}
    first = optimize.minimize(function, start, method="Nelder-Mead", options=options)
    return optimize.minimize(function, first.x, method="Nelder-Mead", options=options).x


def recalibration(x, y, patients):
    slope, intercept = maximum(lambda b: negative_log_likelihood(b[0] * x + b[1], y), [0.5, 0.0])
    in_the_large = maximum(lambda b: negative_log_likelihood(x + b[0], y), [0.0])[0]
    temperature = maximum(lambda b: negative_log_likelihood(b[0] * x, y), [0.5])[0]
    both = np.stack([x, np.ones_like(x)], axis=1)
    return {
        "slope": slope, "intercept": intercept, "in_the_large": in_the_large, "temperature_slope": temperature,
        "platt_covariance": covariance(both, sigmoid(slope * x + intercept), y, patients).tolist(),
        "temperature_variance": covariance(x[:, None], sigmoid(temperature * x), y, patients)[0, 0],
    }


def covariance(columns, p, y, patients):
    """Inverse information; with several records a patient the sandwich clustered by patient."""
    inverse = np.linalg.inv(columns.T @ (columns * (p * (1 - p))[:, None]))
    groups = np.unique(patients)
    if len(groups) == len(y):
        return inverse
    scores = np.array([((y - p)[:, None] * columns)[patients == g].sum(axis=0) for g in groups])
    return inverse @ (scores.T @ scores) @ inverse * len(groups) / (len(groups) - 1)


def equal_mass_error(p, y, bins=10):
    """Every record cut into `bins` equal pieces, ties averaged first, so that each bin holds len(p) pieces."""
    order = np.argsort(p, kind="stable")
    p, y = p[order], y[order].astype(float)
    for value in np.unique(p):
        y[p == value] = y[p == value].mean()
    pieces_p, pieces_y = np.repeat(p, bins), np.repeat(y, bins)
    gaps = [abs(a.mean() - b.mean()) for a, b in zip(np.split(pieces_p, bins), np.split(pieces_y, bins))]
    return float(np.mean(gaps))


def thresholded(p, y):
    called = p >= THRESHOLD
    tn, fp, fn, tp = sk.confusion_matrix(y, called).ravel()
    return {"accuracy": sk.accuracy_score(y, called), "f1": sk.f1_score(y, called), "mcc": sk.matthews_corrcoef(y, called),
            "sensitivity": sk.recall_score(y, called), "specificity": sk.recall_score(y, called, pos_label=0),
            "positive_predictive_value": tp / (tp + fp), "negative_predictive_value": tn / (tn + fn),
            "confusion": [int(tp), int(fp), int(tn), int(fn)]}


def all_metrics(x, y, patients):
    p = sigmoid(x)
    fit = recalibration(x, y, patients)
    return {"calibration_slope": fit["slope"], "calibration_intercept": fit["in_the_large"],
            "auroc": sk.roc_auc_score(y, x), "average_precision": sk.average_precision_score(y, x),
            "brier": sk.brier_score_loss(y, p), "calibration_error": equal_mass_error(p, y), **thresholded(p, y),
            "fit": fit, "net_benefit": [net_benefit(p, y, t) for t in CURVE]}


def net_benefit(p, y, threshold):
    def of(called):
        return (np.sum(called & (y == 1)) - np.sum(called & (y == 0)) * threshold / (1 - threshold)) / len(y)
    return {"threshold": threshold, "model": of(p >= threshold), "all": of(np.ones_like(p, dtype=bool))}


def delong_parts(x, y):
    """Structural components by their definition, all pairs."""
    pos, neg = x[y == 1], x[y == 0]
    kernel = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    return kernel.mean(axis=1), kernel.mean(axis=0)


def delong(x, other, y):
    v10, v01 = np.array([delong_parts(s, y)[0] for s in (x, other)]), np.array([delong_parts(s, y)[1] for s in (x, other)])
    s = np.cov(v10) / v10.shape[1] + np.cov(v01) / v01.shape[1]
    difference = v10[0].mean() - v10[1].mean()
    variance = s[0, 0] + s[1, 1] - 2 * s[0, 1]
    return {"auroc": v10[0].mean(), "variance": s[0, 0], "difference": difference, "difference_variance": variance,
            "p_value": 2 * stats.norm.sf(abs(difference) / np.sqrt(variance))}


def write(name, x, y, patients, extra=None):
    golden = {"logits": x.tolist(), "labels": y.tolist(), "patients": patients.tolist(), "threshold": THRESHOLD,
              "metrics": all_metrics(x, y, patients), **(extra or {})}
    (FOLDER / f"{name}.json").write_text(json.dumps(golden) + "\n")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(5)
    truth = random.normal(-0.5, 1.2, 83)
    y = (random.uniform(size=83) < sigmoid(truth)).astype(int)
    x = np.round(1.6 * truth + random.normal(0, 0.8, 83) + 0.4, 3)
    other = np.round(1.1 * truth + random.normal(0, 1.5, 83), 3)
    write("single", x, y, np.arange(83), {"other": other.tolist(), "delong": delong(x, other, y)})
    own = random.normal(-0.2, 1.0, 30)
    patients = random.integers(0, 30, 97)
    labels = (random.uniform(size=30) < sigmoid(own)).astype(int)[patients]
    write("repeated", np.round(own[patients] + random.normal(0, 0.7, 97), 3), labels, patients)
    tied = np.round(random.normal(-0.3, 1.0, 45))
    write("tied", tied, (random.uniform(size=45) < sigmoid(0.8 * tied)).astype(int), np.arange(45))


main()
