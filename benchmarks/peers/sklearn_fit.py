"""scikit-learn's MLPClassifier (64, 32) on the project's WDBC file: 200 epochs, 5 stratified folds, standardised on the training part.

Prints one JSON line: seconds of the five fits, mean accuracy, seconds to predict one row. Needs scikit-learn (Debian: python3-sklearn).
"""
import json
import statistics
import sys
import time
import warnings

from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from wdbc import read


def main(path):
    warnings.simplefilter("ignore", ConvergenceWarning)
    features, labels = read(path)
    accuracies, seconds = [], 0.0
    for fold, (training, validation) in enumerate(StratifiedKFold(5, shuffle=True, random_state=1).split(features, labels)):
        scaler = StandardScaler().fit(features[training])
        x, v = scaler.transform(features[training]), scaler.transform(features[validation])
        # No early end: tolerance 0 and patience beyond the last epoch. batch 128 and 1e-3 as our side; alpha is scikit-learn's L2.
        model = MLPClassifier((64, 32), batch_size=128, learning_rate_init=1e-3, alpha=1e-4, max_iter=200, tol=0.0, n_iter_no_change=201, random_state=fold)
        started = time.perf_counter()
        model.fit(x, labels[training])
        seconds += time.perf_counter() - started
        if model.n_iter_ != 200:
            raise RuntimeError(f"Fold {fold} took {model.n_iter_} epochs instead of 200.")
        accuracies.append(model.score(v, labels[validation]))
    one = []
    for i in range(500):
        row = features[i % len(features)].reshape(1, -1)
        started = time.perf_counter()
        model.predict(row)
        one.append(time.perf_counter() - started)
    print(json.dumps({"seconds": seconds, "accuracy": statistics.mean(accuracies), "seconds_per_row": statistics.median(one)}))


if __name__ == "__main__":
    main(sys.argv[1])
