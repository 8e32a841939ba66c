#!/usr/bin/env python3
"""What scikit-learn makes of the data sets that come with the examples.

Writes two files beside the data:

folds.csv             the fold of each example, in the order of the data: 5 folds, stratified, seed 42
cross_validation.csv  accuracy and log loss of each fold, by a model of the other four

The model is softmax regression with the loss mean(cross entropy) + 0.01/2 * sum(W^2), the bias
free of the penalty. Features are standardised by mean and deviation of the four folds (divisor n).
scikit-learn's C weighs the sum of the cross entropies, hence C = 1/(0.01 n).

Python 3 with scikit-learn 1.2.1 made the files (Debian 12: apt-get install python3-sklearn);
run it from anywhere, without arguments. Folds that exist are kept; delete folds.csv for new ones.
"""

from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

RESOURCES = Path(__file__).parents[2] / "main/resources/io/github/grad4j/examples"
NAMES = ["iris", "wine", "breast_cancer", "digits"]
FOLDS = 5
SEED = 42
STRENGTH = 0.01


def read(name):
    table = np.loadtxt(RESOURCES / f"{name}.csv", delimiter=",", skiprows=1)
    return table[:, :-1], table[:, -1].astype(int)


def make_folds():
    lines = ["data,example,fold"]
    for name in NAMES:
        x, y = read(name)
        fold_of = np.empty(len(y), dtype=int)
        splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
        for fold, (_, held_out) in enumerate(splitter.split(x, y)):
            fold_of[held_out] = fold
        lines += [f"{name},{i},{fold}" for i, fold in enumerate(fold_of)]
    (RESOURCES / "folds.csv").write_text("\n".join(lines) + "\n")


def folds_of(name):
    lines = (RESOURCES / "folds.csv").read_text().splitlines()[1:]
    return np.array([int(line.split(",")[2]) for line in lines if line.startswith(name + ",")])


def norm_of_gradient(model, x, y):
    """How far from the minimum the fit ended: the gradient of our loss, per example."""
    error = model.predict_proba(x) - np.eye(len(model.classes_))[y]
    w = model.coef_.T
    if w.shape[1] == 1:  # two classes: it keeps the weights of the second, the first has -w
        w = np.hstack([-w, w])
    return np.hypot(
        np.linalg.norm(x.T @ error / len(y) + STRENGTH * w), np.linalg.norm(error.mean(axis=0))
    )


def validate(name):
    x, y = read(name)
    fold_of = folds_of(name)
    for fold in range(FOLDS):
        learned, held_out = fold_of != fold, fold_of == fold
        scaler = StandardScaler().fit(x[learned])
        inside, outside = scaler.transform(x[learned]), scaler.transform(x[held_out])
        model = LogisticRegression(
            C=1 / (STRENGTH * learned.sum()),
            multi_class="multinomial",
            solver="newton-cg",
            tol=1e-9,
            max_iter=1000,
        ).fit(inside, y[learned])
        gradient = norm_of_gradient(model, inside, y[learned])
        assert gradient < 1e-7, (name, fold, gradient)
        probabilities = model.predict_proba(outside)
        accuracy = accuracy_score(y[held_out], probabilities.argmax(axis=1))
        loss = log_loss(y[held_out], probabilities, labels=model.classes_)
        yield f"{name},{fold},{accuracy!r},{loss!r}"


if not (RESOURCES / "folds.csv").exists():
    make_folds()
results = ["data,fold,accuracy,log_loss"]
for name in NAMES:
    results += validate(name)
(RESOURCES / "cross_validation.csv").write_text("\n".join(results) + "\n")
