"""Trends against R, the published figures and a dashboard of mean + 2 standard deviations.

    python bench/insight_trends.py [--data ../shared/data] [--quick]

Seeds are fixed and differ from those the detector was developed on. Intervals are 95%: Wilson for
shares, paired bootstrap over series for differences. Times are CPU seconds of this process.
"""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import numpy as np  # noqa: E402 - found after the path is set

from peelian.insight.trends.kernel import family, farrington, police, scan  # noqa: E402 - the same
from peelian.insight.trends.service.detectors import SETTINGS  # noqa: E402 - the same
from tests.trend_series import world  # noqa: E402 - the same

WEEKS = np.arange(575, 624)
SCENARIO_SEED, FAMILY_SEED, SCAN_SEED = 778_001, 777_002, 777_003
R_SCRIPT = """
suppressMessages(library(surveillance))
d <- read.csv(gzfile(commandArgs(TRUE)[1])); n <- as.integer(commandArgs(TRUE)[2])
settings <- list(
  farrington=list(noPeriods=1, weightsThreshold=1, thresholdMethod="delta"),
  noufaily=list(noPeriods=10, pastWeeksNotIncluded=26, weightsThreshold=2.58, pThresholdTrend=1,
                thresholdMethod="nbPlugin"))
for (name in names(settings)) {
  used <- system.time(for (s in 1:n) {
    x <- sts(observed=matrix(d$count[d$series==s]), frequency=52, start=c(2000,1))
    suppressWarnings(farringtonFlexible(x, control=c(
      list(range=576:624, b=5, w=3, alpha=.01, verbose=FALSE, glmWarnings=FALSE),
      settings[[name]])))
  })
  cat(name, (used[["user.self"]] + used[["sys.self"]]) / n, "\\n")
}
"""


def wilson(hits: float, n: float) -> str:
    """A share with its 95% interval."""
    share, z = hits / n, 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{share:.4f} [{middle - half:.4f}, {middle + half:.4f}]"


def timed(call: Any) -> tuple[Any, float]:
    """The answer and the CPU seconds it took, compiled code warm."""
    start = time.process_time()
    answer = call()
    return answer, time.process_time() - start


def gold(folder: Path, r_series: int) -> None:
    """Equality with R's values, and CPU against R's on the same series."""
    import pandas as pd

    print("\nFarrington against R surveillance 1.20.3: 168 series x 49 weeks")
    source = folder / "golden_series_long.csv.gz"
    counts = pd.read_csv(source)["count"]
    y = counts.to_numpy(float).reshape(168, 624)
    theirs = _r_seconds(source, r_series)
    for method in ("farrington", "noufaily"):
        setting = SETTINGS[method]
        call = lambda s=setting: farrington.detect(y, np.ones_like(y), WEEKS, s, 52, 0.01)  # noqa: E731 - two lines below
        call()
        found, seconds = timed(call)
        known = pd.read_csv(folder / f"golden_r_{method}.csv.gz")
        equal = (found.observed > found.upper).ravel() == (known["alarm"].to_numpy() > 0)
        away = np.abs(found.expected.ravel() - known["expected"].to_numpy()).max()
        line = f"  {method:<11} alarms equal {equal.mean():.2%}; expected within {away:.1e}; "
        line += f"{seconds / 168 * 1000:.2f} ms CPU per series"
        if method in theirs:
            line += (
                f"; R {theirs[method] * 1000:.0f} ms: {theirs[method] / (seconds / 168):.0f} times"
            )
        print(line)
    if not theirs:
        print("  R with the package surveillance is not installed here: no CPU ratio")


def _r_seconds(source: Path, series: int) -> dict[str, float]:
    if shutil.which("Rscript") is None:
        return {}
    command = ["Rscript", "-e", R_SCRIPT, str(source), str(series)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = [line.split() for line in ran.stdout.splitlines()]
    return {row[0]: float(row[1]) for row in rows if len(row) == 2}


def scenarios(folder: Path, reps: int) -> None:
    """Detection at fixed false alarm rates on the 42 published scenarios."""
    spec = importlib.util.spec_from_file_location("generator", folder / "gen_noufaily.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    rng = np.random.default_rng(SCENARIO_SEED)
    runs = [generator.make(s, reps, rng) for s in generator.scenarios()]
    clean, past, now = (
        np.concatenate([r[k] for r in runs]).astype(float) for k in ("clean", "past", "cur")
    )
    print(f"\n42 scenarios x {reps} runs (seed {SCENARIO_SEED}): detection of the current outbreak")
    print("  false alarms on clean runs, detection on runs with past and current outbreaks")
    detected: dict[tuple[str, float], Any] = {}
    for name, judge in _judges().items():
        quiet, loud = judge(clean), judge(clean + past + now)
        order = np.sort(quiet.ravel())
        for rate, published in ((0.0131, 0.513), (0.0074, 0.435)):
            cut = order[int(rate * order.size)]
            hit = ((loud < cut) & (now[:, WEEKS] > 0)).any(axis=1)
            detected[name, rate] = hit
            share = wilson(hit.sum(), hit.size)
            print(f"  {name:<14} at {rate:.4f}: {share}  (published {published})")
        print(f"  {name:<14} clean runs called at nominal 0.01: {(quiet <= 0.01).mean():.4f}")
    for rate in (0.0131, 0.0074):
        gain = detected["police", rate].astype(float) - detected["noufaily", rate]
        draws = np.random.default_rng(1).integers(0, gain.size, (2000, gain.size))
        low, high = np.quantile(gain[draws].mean(axis=1), [0.025, 0.975])
        print(f"  police minus noufaily at {rate}: {gain.mean():+.4f} [{low:+.4f}, {high:+.4f}]")


def _judges() -> dict[str, Any]:
    def of(setting: farrington.Setting) -> Any:
        return lambda y: farrington.detect(y, np.ones_like(y), WEEKS, setting, 52, 0.01).p_value

    def pooled(y: Any) -> Any:
        group = np.zeros(len(y), dtype=np.int64)
        return police.detect(y, np.ones_like(y), WEEKS, group, 52, 0.01).p_value

    def dashboard(y: Any) -> Any:
        past = np.stack([y[:, t - 52 : t] for t in WEEKS], axis=1)
        spread = np.maximum(past.std(axis=2, ddof=1), 1e-9)
        return np.exp(-(y[:, WEEKS] - past.mean(axis=2)) / spread)  # monotone; no probability

    return {
        "police": pooled,
        "noufaily": of(SETTINGS["noufaily"]),
        "farrington": of(SETTINGS["farrington"]),
        "mean and SD": dashboard,
    }


def families(seeds: int) -> None:
    """14,000 monthly series: time, false alarms, value of an alert, false discoveries."""
    print(f"\n1,000 areas x 14 types x 36 months, {seeds} families (seed {FAMILY_SEED})")
    last, sums = np.array([35]), np.zeros(12)
    for k in range(seeds):
        rng = np.random.default_rng(FAMILY_SEED + k)
        counts, mean, phi, _ = world(rng, 1000, 14)
        group = np.tile(np.arange(14), 1000)
        ones, hit = np.ones_like(counts), rng.random(len(counts)) < 0.01
        clean, seconds = timed(lambda: police.detect(counts, ones, last, group, 12, 0.01))  # noqa: B023 - called at once
        clean_flat = police.detect(counts, ones, last, 0 * group, 12, 0.01)
        counts[hit, -1] += np.ceil(5 * np.sqrt(phi * mean)[hit, -1])
        risen = police.detect(counts, ones, last, group, 12, 0.01)
        called = (risen.observed > risen.upper)[:, 0]
        found = family.discoveries(risen.p_value[:, 0], 0.10)
        past = counts[:, :35]
        board = counts[:, 35] > past.mean(axis=1) + 2 * past.std(axis=1, ddof=1)
        sums += [
            len(counts), (clean.p_value <= 0.01).sum(), (clean_flat.p_value <= 0.01).sum(),
            hit.sum(), called.sum(), called[hit].sum(), found.sum(), found[hit].sum(),
            board.sum(), board[hit].sum(), seconds if k else 0.0, 1.0 if k else 0.0,
        ]  # fmt: skip
    n, fa, flat, hits, called, right, found, true, board, board_right, cpu, warm = sums
    print(f"  CPU per family, one month tested: {cpu / max(warm, 1):.2f} s")
    print(f"  false alarms at nominal 1%, types known:   {wilson(fa, n)}")
    print(f"  false alarms at nominal 1%, types unknown: {wilson(flat, n)}")
    print(f"  5-SD rises, 1% of series: detection {wilson(right, hits)}")
    print(f"    of alerts right {wilson(right, called)}")
    print(f"  mean + 2 SD dashboard: detection {wilson(board_right, hits)}")
    print(f"    of alerts right {wilson(board_right, board)}")
    print(f"  asked false discovery rate 10%: achieved {wilson(found - true, max(found, 1))}")
    print(f"    detection {true / hits:.3f}")


def scans(clean_runs: int, power_runs: int) -> None:
    """The space-time scan: false alarms, power, time."""
    print(f"\nSpace-time scan, 100 areas x 24 months, 199 replicates (seed {SCAN_SEED})")
    rng = np.random.default_rng(SCAN_SEED)
    for phi in (1.0, 1.2, 1.5, 2.0):
        alarms = sum(_town(rng, phi, 1.0, 2.0) for _ in range(clean_runs))
        print(f"  variance/mean {phi}: false alarms at 5% {wilson(alarms, clean_runs)}")
        for size in (2.0, 1.0):
            power = sum(_town(rng, phi, 3.0, size) for _ in range(power_runs))
            print(
                f"    power at relative risk 3 over 5 areas and 2 months, {size:g} incidents an "
                f"area and month: {wilson(power, power_runs)}"
            )
    mean = np.random.default_rng(1).gamma(2.0, 1.0, (14, 1000))[:, :, None] * np.ones(36)
    east, north = np.random.default_rng(2).uniform(0, 30_000, (2, 1000))
    near = scan.neighbours(east, north, 25)
    counts = np.random.default_rng(3).poisson(mean).astype(float)
    scan.scan(counts[0], near, 3, 9, rng)
    _, seconds = timed(lambda: [scan.scan(c, near, 3, 999, rng) for c in counts])
    print(f"  14 types x 1,000 areas x 999 replicates: {seconds:.1f} s CPU")


def _town(rng: np.random.Generator, phi: float, risk: float, size: float) -> bool:
    east, north = rng.uniform(0, 10_000, (2, 100))
    near = scan.neighbours(east, north, 20)
    mean = rng.gamma(2.0, size / 2.0, 100)[:, None] * np.ones(24)
    if risk != 1.0:
        mean = mean.copy()
        mean[near[int(rng.integers(100)), :5], -2:] *= risk
    y = rng.poisson(mean) if phi == 1 else rng.poisson(rng.gamma(mean / (phi - 1), phi - 1))
    found = scan.scan(y.astype(float), near, 3, 199, rng)
    return found is not None and found.p_value <= 0.05


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--quick", action="store_true", help="a tenth of the runs")
    given = parser.parse_args()
    fewer = 5 if given.quick else 1
    print(f"{os.cpu_count()} cores; Python {sys.version.split()[0]}; NumPy {np.__version__}")
    families(10 // fewer)
    scans(400 // fewer, 200 // fewer)
    folder = given.data / "trends"
    if not folder.is_dir():
        print("\nThe folder of series is not on this machine: no comparison with R, no scenarios")
        return
    gold(folder, 10)
    scenarios(folder, 50 // fewer)


if __name__ == "__main__":
    main()
