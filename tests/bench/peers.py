"""The peers that rapport is measured against, each trained on the texts it is given.

A peer is a function (train, sets, work) -> (settings in words, {name of set: scores}).  train and
the sets are lists of dicts with "text", "label", "group" and "split"; scores are [texts][labels] in
the order of LABELS; work is a Work.  A peer that is not installed raises Missing.
"""

import concurrent.futures
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess

import metrics

LABELS = ["trust-building", "neutral", "pressure-reacting"]
FOLDS = 5


class Missing(Exception):
    """What would have to be installed."""


class Work:
    """Where peers leave their files, and what was chosen earlier for the same texts."""

    def __init__(self, folder, fresh=False):
        self.folder = folder
        self.file = os.path.join(folder, "choices.json")
        self.choices = {}
        os.makedirs(folder, exist_ok=True)
        if not fresh and os.path.exists(self.file):
            with open(self.file, encoding="utf-8") as file:
                self.choices = json.load(file)

    def path(self, name):
        return os.path.join(self.folder, name)

    def choose(self, peer, train, grid, search):
        """search() for the best of grid, unless that is known for these very texts."""
        digest = hashlib.sha256(json.dumps([peer, grid, sorted(
            (t["label"], t["group"], t["split"], t["text"]) for t in train)]).encode()).hexdigest()
        if digest not in self.choices:
            self.choices[digest] = search()
            with open(self.file, "w", encoding="utf-8") as file:
                json.dump(self.choices, file, indent=1)
        return self.choices[digest]


# ---- fastText ------------------------------------------------------------------------------------

FASTTEXT_GRID = {
    "epoch": [10, 25],
    "lr": [0.1, 0.5],
    "wordNgrams": [1, 2],
    "characters": [(0, 0), (3, 5)],
}


def fasttext_line(text):
    """Lower case, punctuation parted by blanks, as fastText's guide to classification does."""
    return " ".join(re.sub(r"([^\w\s])", r" \1 ", text.lower()).split())


def write_fasttext(path, texts):
    with open(path, "w", encoding="utf-8") as file:
        for text in texts:
            file.write("__label__%s %s\n" % (text["label"], fasttext_line(text["text"])))


def fasttext_train(train, model, options=()):
    """Trains model.bin on the file train, one thread, so that the same comes out each time."""
    if not shutil.which("fasttext"):
        raise Missing("fasttext")
    subprocess.run(["fasttext", "supervised", "-input", train, "-output", model, "-thread", "1",
                    "-verbose", "0", *options], check=True, stdout=subprocess.DEVNULL)
    if os.path.exists(model + ".vec"):
        os.remove(model + ".vec")


def fasttext_scores(model, path):
    out = subprocess.run(["fasttext", "predict-prob", model + ".bin", path, str(len(LABELS))],
                         check=True, capture_output=True, text=True).stdout
    rows = []
    for line in out.splitlines():
        words = line.split()
        found = {w[len("__label__"):]: float(p) for w, p in zip(words[::2], words[1::2])}
        total = sum(found.values()) or 1.0
        rows.append([found.get(label, 0.0) / total for label in LABELS])
    return rows


def fasttext_options(choice):
    minn, maxn = choice["characters"]
    options = ["-epoch", choice["epoch"], "-lr", choice["lr"], "-wordNgrams", choice["wordNgrams"],
               "-minn", minn, "-maxn", maxn, "-bucket", 500000]
    return [str(option) for option in options]


def fasttext_on_sets(name, train, sets, work, options):
    write_fasttext(work.path(name + ".train.txt"), train)
    fasttext_train(work.path(name + ".train.txt"), work.path(name), options)
    scores = {}
    for key, texts in sets.items():
        write_fasttext(work.path(name + ".set.txt"), texts)
        scores[key] = fasttext_scores(work.path(name), work.path(name + ".set.txt"))
    os.remove(work.path(name + ".bin"))
    return scores


def fasttext_default(train, sets, work):
    return "as it comes", fasttext_on_sets("fasttext-default", train, sets, work, [])


def fasttext_tuned(train, sets, work):
    def validate(number, choice):
        name = work.path("fasttext-%d" % number)
        fasttext_train(work.path("fasttext.fit.txt"), name, fasttext_options(choice))
        scores = fasttext_scores(name, work.path("fasttext.held.txt"))
        os.remove(name + ".bin")
        return metrics.macro_f1(metrics.confusion_of(scores, truth, len(LABELS)))

    def search():
        rest = [text for text in train if text["split"] != "validation"]
        write_fasttext(work.path("fasttext.fit.txt"), rest)
        write_fasttext(work.path("fasttext.held.txt"), held)
        grid = [dict(zip(FASTTEXT_GRID, values))
                for values in itertools.product(*FASTTEXT_GRID.values())]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            found = list(pool.map(validate, itertools.count(), grid))
        return grid[metrics.argmax(found)]

    if not shutil.which("fasttext"):
        raise Missing("fasttext")
    held = [text for text in train if text["split"] == "validation"]
    truth = [LABELS.index(text["label"]) for text in held]
    options = fasttext_options(work.choose("fasttext", train, FASTTEXT_GRID, search))
    return (" ".join(options) + ", chosen on the validation split",
            fasttext_on_sets("fasttext-tuned", train, sets, work, options))


# ---- scikit-learn --------------------------------------------------------------------------------

LOGISTIC_GRID = [4, 16, 64, 256, 1024]
SVM_GRID = [0.1, 0.3, 1, 3, 10]


def sklearn_parts():
    try:
        import sklearn.calibration
        import sklearn.feature_extraction.text
        import sklearn.linear_model
        import sklearn.model_selection
        import sklearn.naive_bayes
        import sklearn.pipeline
        import sklearn.svm
    except ImportError as error:
        raise Missing("python3-sklearn") from error
    return sklearn


def tfidf_with(learner):
    sklearn = sklearn_parts()
    tfidf = sklearn.feature_extraction.text.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return sklearn.pipeline.Pipeline([("tfidf", tfidf), ("learner", learner)])


def columns_of(train):
    return ([text["text"] for text in train], [LABELS.index(text["label"]) for text in train],
            [text["group"] for text in train])


def best_C(peer, pipeline, grid, train, work):
    """By cross-validation that keeps groups together."""
    def search():
        selection = sklearn_parts().model_selection
        texts, truth, groups = columns_of(train)
        found = selection.GridSearchCV(pipeline, {"learner__C": grid}, scoring="f1_macro",
                                       cv=selection.GroupKFold(FOLDS), n_jobs=-1, refit=False)
        return found.fit(texts, truth, groups=groups).best_params_["learner__C"]

    return work.choose(peer, train, grid, search)


def scores_of(model, sets):
    """Probabilities; the columns come by class number, which is the order of LABELS."""
    return {key: model.predict_proba([text["text"] for text in texts]).tolist()
            for key, texts in sets.items()}


def logistic_regression(train, sets, work):
    learner = sklearn_parts().linear_model.LogisticRegression(max_iter=1000)
    C = best_C("logistic", tfidf_with(learner), LOGISTIC_GRID, train, work)
    texts, truth, _ = columns_of(train)
    model = tfidf_with(learner.set_params(C=C)).fit(texts, truth)
    return "tf-idf of 1-2-grams, C %g by cross-validation" % C, scores_of(model, sets)


def linear_svm(train, sets, work):
    sklearn = sklearn_parts()
    learner = sklearn.svm.LinearSVC(random_state=1)
    C = best_C("svm", tfidf_with(learner), SVM_GRID, train, work)
    texts, truth, groups = columns_of(train)
    folds = list(sklearn.model_selection.GroupKFold(FOLDS).split(texts, truth, groups))
    model = sklearn.calibration.CalibratedClassifierCV(
        tfidf_with(learner.set_params(C=C)), cv=folds, n_jobs=-1).fit(texts, truth)
    return ("tf-idf of 1-2-grams, C %g by cross-validation, calibrated on held-out folds" % C,
            scores_of(model, sets))


def naive_bayes(train, sets, _):
    sklearn = sklearn_parts()
    texts, truth, _ = columns_of(train)
    model = sklearn.pipeline.make_pipeline(sklearn.feature_extraction.text.CountVectorizer(),
                                           sklearn.naive_bayes.MultinomialNB()).fit(texts, truth)
    return "unigrams", scores_of(model, sets)


PEERS = [
    ("fastText", fasttext_default),
    ("fastText, tuned", fasttext_tuned),
    ("logistic regression", logistic_regression),
    ("linear SVM", linear_svm),
    ("naive Bayes", naive_bayes),
]
