"""wfdb_peer.py OUT ROUNDS HEADER...: reads the records with the wfdb package, as its users do: from disk, into mV.

Prints {largest_difference, read_ms}; the difference is from the windows that leadwise_bench left in OUT.
"""

import json
import pathlib
import statistics
import sys
import time

import numpy as np
import wfdb

LEADS = ["I", "II", "III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6"]


def read(header):
    return wfdb.rdrecord(header.removesuffix(".hea"))


def leads_mv(record):
    names = [name.upper() for name in record.sig_name]
    return np.stack([record.p_signal[:, names.index(lead)] for lead in LEADS])


def main():
    folder, rounds, headers = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    ours = np.fromfile(folder / "window_mv.f64").reshape(len(headers), len(LEADS), -1)
    largest = max(np.abs(leads_mv(read(header)) - own).max() for header, own in zip(headers, ours))
    times = []
    for header in headers * rounds:
        start = time.perf_counter()
        read(header)
        times.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({"largest_difference": float(largest), "read_ms": statistics.median(times) if times else None}))


if __name__ == "__main__":
    main()
