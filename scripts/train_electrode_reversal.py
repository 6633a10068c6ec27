#!/usr/bin/env python3
"""Writes core/src/measure/quality/usual_waves.cpp: how waves usually look across the leads, and what speaks for an exchange.

Learns from the patients of PTB-XL with odd numbers among the 500 records of ../shared/data, by the core's own beats and
marks; those with even numbers are left for the tests. Needs numpy.
Run: scripts/train_electrode_reversal.py build/native/tests/leadwise_tests_measure
"""

import itertools
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

LEADS = 8
WAVES = 3
ROW = LEADS * LEADS + LEADS + 1
POWER_RIDGE = 0.01  # of the mean power of a lead
SPREAD_RIDGE = 0.003
WEIGHT_PENALTY = 1.0
OVERLOAD_IN_USUAL = 0.3  # of one beat in the means of usual waves: overload is no exchange
OVERLOAD_IN_WEIGHTS = 0.5  # of one beat in the logistic regression
ALLOWED_ABOVE = 0.005  # of the records as recorded
ALLOWED_OVERLOAD = 0.02  # of those with severe overload imposed
LEAST_THRESHOLD = 0.5
FOLDS = 10  # of patients, for the thresholds


def read_moments(test_program):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "moments.csv"
        subprocess.run([test_program, "[.moments]"], check=True, env={**os.environ, "LEADWISE_MOMENTS": str(path)},
                       stdout=subprocess.DEVNULL)
        rows = [line.split(",") for line in path.read_text().splitlines()]
    rows = [row for row in rows if row[1] == "tuning"]
    patients = np.array([int(row[2]) for row in rows])
    overloaded = np.array([row[3] == "overloaded" for row in rows])
    values = np.array([[float(cell) for cell in row[4:]] for row in rows]).reshape(len(rows), WAVES, ROW)
    return values, overloaded, patients


def power_of(waves):
    return waves[..., :LEADS * LEADS].reshape(*waves.shape[:-1], LEADS, LEADS)


def mean_of(waves):
    return waves[..., LEADS * LEADS:-1]


def exchanges():
    """Name, rows and whether of limb electrodes, in the order of electrode_exchanges.cpp."""
    def limb(rows):
        matrix = np.eye(LEADS)
        matrix[:2, :2] = rows
        return matrix

    yield "LA/RA", limb([[-1, 0], [-1, 1]]), True
    yield "LA/LL", limb([[0, 1], [1, 0]]), True
    yield "RA/LL", limb([[1, -1], [0, -1]]), True
    for a, b in itertools.combinations(range(6), 2):
        matrix = np.eye(LEADS)
        matrix[[2 + a, 2 + b]] = matrix[[2 + b, 2 + a]]
        yield f"V{a + 1}/V{b + 1}", matrix, False


def learn_usual(waves, counts):
    """Of one wave: mean power matrix, mean vector and its covariance, each wave of unit power."""
    power, mean = power_of(waves), mean_of(waves)
    total = np.trace(power, axis1=1, axis2=2)
    present = total > 0
    power, mean, total, counts = power[present], mean[present], total[present], counts[present]
    usual_power = np.average(power / total[:, None, None], axis=0, weights=counts)
    usual_power += np.eye(LEADS) * POWER_RIDGE * np.trace(usual_power) / LEADS
    directions = mean / np.sqrt(total)[:, None]
    spread = np.cov(directions.T, aweights=counts) + np.eye(LEADS) * SPREAD_RIDGE
    return usual_power, np.average(directions, axis=0, weights=counts), spread


def distances(power, mean, usual):
    """The two of Unusualness::of."""
    usual_power, usual_mean, spread = usual
    total = np.trace(power, axis1=1, axis2=2)
    loop = np.log(np.einsum("ab,nba->n", np.linalg.inv(usual_power), power) / total)
    away = mean / np.sqrt(total)[:, None] - usual_mean
    return loop, np.einsum("na,ab,nb->n", away, np.linalg.inv(spread), away) / LEADS


def evidence(values, usual, rows, limb):
    """As exchange_evidence.cpp has it: one row a beat, three entries a wave."""
    columns = []
    for wave in range(WAVES):
        power, mean, area = power_of(values[:, wave]), mean_of(values[:, wave]), values[:, wave, -1]
        present = np.trace(power, axis1=1, axis2=2) > 0
        entry = np.zeros((len(values), 3))
        recorded = distances(power[present], mean[present], usual[wave])
        undone = distances(rows @ power[present] @ rows.T, mean[present] @ rows.T, usual[wave])
        entry[present, 0] = recorded[0] - undone[0]
        entry[present, 1] = recorded[1] - undone[1]
        if limb:
            entry[present, 2] = area[present] / (power[present, 0, 0] + power[present, 1, 1])
        columns.append(entry)
    return np.hstack(columns)


def learn_weights(for_exchange, counts):
    """Logistic regression. With the electrodes exchanged the evidence changes its sign: each beat stands for both."""
    weights = np.zeros(for_exchange.shape[1])
    for _ in range(100):
        wrong = 1 / (1 + np.exp(np.clip(-for_exchange @ weights, -50, 50)))
        gradient = -for_exchange.T @ (counts * wrong) - WEIGHT_PENALTY * weights
        curvature = (for_exchange * (counts * wrong * (1 - wrong))[:, None]).T @ for_exchange
        weights = weights + np.linalg.solve(curvature + WEIGHT_PENALTY * np.eye(len(weights)), gradient)
    return weights


def learn(values, overloaded):
    usual_counts = np.where(overloaded, OVERLOAD_IN_USUAL, 1.0)
    usual = [learn_usual(values[:, wave], usual_counts) for wave in range(WAVES)]
    counts = np.where(overloaded, OVERLOAD_IN_WEIGHTS, 1.0)
    weights = [learn_weights(evidence(values, usual, rows, limb), counts) for _, rows, limb in exchanges()]
    return usual, weights


def logits_of(values, usual, weights):
    """One column an exchange."""
    return np.stack([evidence(values, usual, rows, limb) @ row for (_, rows, limb), row in zip(exchanges(), weights)], 1)


def logits_of_unseen(values, overloaded, patients):
    """Each patient's logits by what was learnt from the others."""
    numbers = {patient: i % FOLDS for i, patient in enumerate(sorted(set(patients)))}
    fold = np.array([numbers[patient] for patient in patients])
    logits = np.zeros((len(values), len(list(exchanges()))))
    for left_out in range(FOLDS):
        usual, weights = learn(values[fold != left_out], overloaded[fold != left_out])
        logits[fold == left_out] = logits_of(values[fold == left_out], usual, weights)
    return logits


def exceeded_by(logits, share):
    return np.sort(logits)[-1 - int(share * len(logits))]


def threshold_for(logits, overloaded):
    return max(LEAST_THRESHOLD, exceeded_by(logits[~overloaded], ALLOWED_ABOVE),
               exceeded_by(logits[overloaded], ALLOWED_OVERLOAD))


def numbers(values):
    return "{" + ", ".join(f"{value:.5g}" for value in values) + "}"


def matrix(rows):
    return "{{" + ",\n      ".join(numbers(row) for row in rows) + "}}"


def write(path, usual, learned):
    names = ["P", "QRS", "T"]
    waves = ",\n".join(f"    // {name}\n    {{{matrix(power)},\n     {numbers(mean)},\n     {matrix(spread)}}}"
                       for name, (power, mean, spread) in zip(names, usual))
    weights = ",\n".join(f"    {{{numbers(row)}, {threshold:.3g}}}  /* {name} */" for name, row, threshold in learned)
    path.write_text(f"""// Written by scripts/train_electrode_reversal.py: do not edit.
//
// Learnt from the patients with odd numbers among the first 500 records of PTB-XL (Wagner et al., "PTB-XL, a large
// publicly available electrocardiography dataset", Sci. Data 7:154, 2020; CC BY 4.0).
#include "usual_waves.hpp"

namespace leadwise {{
namespace {{

// clang-format off
constexpr std::array<UsualWave, kWaveCount> kUsualWaves = {{{{
{waves}}}}};

constexpr std::array<ExchangeWeights, {len(learned)}> kExchangeWeights = {{{{
{weights}}}}};
// clang-format on

}}  // namespace

std::span<const UsualWave, kWaveCount> usual_waves() {{ return kUsualWaves; }}

std::span<const ExchangeWeights> exchange_weights() {{ return kExchangeWeights; }}

}}  // namespace leadwise
""")


def main(test_program):
    values, overloaded, patients = read_moments(test_program)
    usual, weights = learn(values, overloaded)
    logits = logits_of_unseen(values, overloaded, patients)
    learned = []
    for i, (name, _, _) in enumerate(exchanges()):
        threshold = threshold_for(logits[:, i], overloaded)
        learned.append((name, weights[i], threshold))
        as_recorded, with_overload = logits[~overloaded, i], logits[overloaded, i]
        print(f"{name}: {np.mean(-as_recorded > threshold):.3f} found, limit {threshold:.2f}, beyond it "
              f"{np.sum(as_recorded > threshold)} of {len(as_recorded)} as recorded and "
              f"{np.sum(with_overload > threshold)} of {len(with_overload)} with overload imposed")
    root = pathlib.Path(__file__).resolve().parent.parent
    write(root / "core/src/measure/quality/usual_waves.cpp", usual, learned)


if __name__ == "__main__":
    main(sys.argv[1])
