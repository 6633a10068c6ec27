"""published_loop.py FOLDER DECODES STEPS THREADS: times steps of the published training loop in PyTorch, on the case that
leadwise_paper_case wrote into FOLDER. Prints {"loss": [...],
"step_ms": [...], "step_cpu_ms": [...]}."""
import json
import pathlib
import sys
import time

import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "scripts"))
import published_training as published  # noqa: E402


def main(folder, decodes, steps, threads):
    torch.set_num_threads(int(threads))
    model, x, noise = published.read_case(folder, int(decodes))
    optimizer = published.make_optimizer(model)
    losses, times, cpu = [], [], []
    for i in range(int(steps)):
        start, cpu_start = time.perf_counter(), time.process_time()
        parts, _ = published.step(model, optimizer, x, noise[i], beta=0.0)
        times.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - cpu_start))
        losses.append(sum(parts.values()))
    print(json.dumps({"loss": losses, "step_ms": times, "step_cpu_ms": cpu}))


if __name__ == "__main__":
    main(*sys.argv[1:])
