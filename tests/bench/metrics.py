"""How good probabilities are, against true labels: classifier/training/evaluation.h, in Python.

A text's scores are a list of K probabilities, its truth the number of a class.  The peers are
measured with these; rapport's own figures come from `rapport eval`.
"""

import collections
import itertools
import math
import random

BINS = 15
SUREST = 0.8


def argmax(scores):
    """The first of the largest."""
    return max(range(len(scores)), key=lambda k: scores[k])


def confusion_of(scores, truth, K):
    """[K truth][K predicted] counts."""
    confusion = [[0] * K for _ in range(K)]
    for p, t in zip(scores, truth):
        confusion[t][argmax(p)] += 1
    return confusion


def f1_of_classes(confusion):
    """2 TP / (2 TP + FP + FN) of each class; None where it is neither there nor predicted."""
    f1 = []
    for k, row in enumerate(confusion):
        both = sum(row) + sum(other[k] for other in confusion)
        f1.append(2 * row[k] / both if both else None)
    return f1


def macro_f1(confusion):
    f1 = [value for value in f1_of_classes(confusion) if value is not None]
    return sum(f1) / len(f1) if f1 else 0.0


def by_confidence(scores, truth):
    """(confidence, truth, predicted) of each text, rising."""
    predicted = [argmax(p) for p in scores]
    return sorted(zip((p[k] for p, k in zip(scores, predicted)), truth, predicted))


def calibration_error(scores, truth, bins=BINS):
    """sum_b n_b / N |accuracy_b - mean confidence_b| over bins of equal mass."""
    ordered = by_confidence(scores, truth)
    N, error = len(ordered), 0.0
    for b in range(bins):
        part = ordered[b * N // bins:(b + 1) * N // bins]
        error += abs(sum((t == k) - p for p, t, k in part)) / N
    return error


def macro_f1_surest(scores, truth, K, share=SUREST):
    """Macro-F1 of the share of texts with the highest confidence."""
    ordered = by_confidence(scores, truth)
    confusion = [[0] * K for _ in range(K)]
    for _, t, k in ordered[int((1 - share) * len(ordered)):]:
        confusion[t][k] += 1
    return macro_f1(confusion)


def auc(scores, positive):
    """(area under the ROC curve, pairs compared); ties count half; None without both kinds."""
    ranks, positives, seen = 0.0, 0, 0
    for _, tied in itertools.groupby(sorted(zip(scores, positive)), key=lambda pair: pair[0]):
        tied = [is_positive for _, is_positive in tied]
        ranks += sum(tied) * (2 * seen + len(tied) + 1) / 2
        positives += sum(tied)
        seen += len(tied)
    pairs = positives * (seen - positives)
    return ((ranks - positives * (positives + 1) / 2) / pairs if pairs else None), pairs


def auc_within(scores, positive, sources):
    """The same inside each source, weighted by the pairs compared there."""
    rows = collections.defaultdict(lambda: ([], []))
    for score, is_positive, source in zip(scores, positive, sources):
        rows[source][0].append(score)
        rows[source][1].append(is_positive)
    areas = [auc(*columns) for columns in rows.values()]
    pairs = sum(count for _, count in areas)
    return sum(area * count for area, count in areas if count) / pairs if pairs else None


def evaluate(scores, truth, labels, sources=None):
    """All of it, by the names that `rapport eval --format json` uses."""
    K = len(labels)
    confusion = confusion_of(scores, truth, K)
    f1 = f1_of_classes(confusion)
    rows = []
    for k, label in enumerate(labels):
        column, positive = [p[k] for p in scores], [t == k for t in truth]
        rows.append({"label": label, "texts": sum(positive), "f1": f1[k],
                     "auc": auc(column, positive)[0],
                     "auc_within": auc_within(column, positive, sources) if sources else None})
    return {"texts": len(truth), "macro_f1": macro_f1(confusion),
            "accuracy": sum(row[k] for k, row in enumerate(confusion)) / len(truth),
            "calibration_error": calibration_error(scores, truth),
            "macro_f1_surest_80": macro_f1_surest(scores, truth, K),
            "labels": rows, "confusion": confusion}


def bootstrap_difference(truth, first, second, K, resamples=1000, seed=1):
    """Paired bootstrap of macro-F1(first) - macro-F1(second), of predicted classes.

    Returns (low, high) of the 95 % interval.  Only how often each triple (truth, first, second)
    is drawn matters, so that the triples' counts are drawn and not the texts.
    """
    cells = collections.Counter(zip(truth, first, second))
    names, weights = zip(*sorted(cells.items()))
    source, differences = random.Random(seed), []
    for _ in range(resamples):
        a, b = ([[0] * K for _ in range(K)] for _ in range(2))
        drawn = source.choices(range(len(names)), weights, k=len(truth))
        for cell, count in collections.Counter(drawn).items():
            t, i, j = names[cell]
            a[t][i] += count
            b[t][j] += count
        differences.append(macro_f1(a) - macro_f1(b))
    differences.sort()
    return (differences[math.floor(0.025 * (resamples - 1))],
            differences[math.ceil(0.975 * (resamples - 1))])


def selftest():
    """Worked examples, each small enough for paper."""

    def near(a, b):
        return abs(a - b) < 1e-12

    # Truth 0 0 1 2, answers 0 1 1 2: F1 is 2/3, 2/3 and 1.
    scores = [[.6, .3, .1], [.2, .7, .1], [.1, .8, .1], [0, .1, .9]]
    truth = [0, 0, 1, 2]
    assert argmax([.4, .4, .2]) == 0
    assert confusion_of(scores, truth, 3) == [[1, 1, 0], [0, 1, 0], [0, 0, 1]]
    assert near(macro_f1(confusion_of(scores, truth, 3)), 7 / 9)
    # A class that is neither there nor predicted stays out of the mean.
    assert f1_of_classes([[1, 0], [0, 0]]) == [1, None] and macro_f1([[1, 0], [0, 0]]) == 1
    # Two bins: confidences .6 (right) and .7 (wrong), then .8 and .9 (both right).
    assert near(calibration_error(scores, truth, 2), .5 * abs(.5 - .65) + .5 * abs(1 - .85))
    # One text a bin: every bin has its own error.
    assert near(calibration_error(scores, truth, 4), (.4 + .7 + .2 + .1) / 4)
    # More bins than texts: some are empty.
    assert near(calibration_error(scores, truth, 15), (.4 + .7 + .2 + .1) / 4)
    # Without the least sure two, all are right.
    assert near(macro_f1_surest(scores, truth, 3, .5), 1)
    # Four pairs: .9 > .5, .9 > .1, .5 = .5, .5 > .1.
    assert auc([.9, .5, .5, .1], [True, True, False, False]) == (3.5 / 4, 4)
    assert auc([.1, .2], [True, True]) == (None, 0)
    # Source a has one pair, right; b has two, one right; c has none.
    within = auc_within([.9, .1, .5, .4, .6, .3], [True, False, True, False, False, True],
                        ["a", "a", "b", "b", "b", "c"])
    assert near(within, 2 / 3)
    # Predictions that agree everywhere do not differ in any resample.
    assert bootstrap_difference([0, 1, 1, 0], [0, 1, 0, 0], [0, 1, 0, 0], 2, 50) == (0, 0)
    # One always right, the other never: 1 in every resample.
    assert bootstrap_difference([0, 1] * 20, [0, 1] * 20, [1, 0] * 20, 2, 50) == (1, 1)
    low, high = bootstrap_difference([0, 1] * 50, [0, 1] * 50, [0, 1] * 45 + [1, 0] * 5, 2)
    assert 0 < low < .1 < high < .2
    measured = evaluate(scores, truth, ["a", "b", "c"], ["x"] * 4)
    assert near(measured["accuracy"], .75) and measured["texts"] == 4
    assert measured["labels"][2] == {"label": "c", "texts": 1, "f1": 1, "auc": 1, "auc_within": 1}
