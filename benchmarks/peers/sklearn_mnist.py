"""scikit-learn's MLPClassifier (500, 300) on all of MNIST: Adam at 1e-3 (its schedules do not apply to Adam), 10 epochs of batches of 128. Prints one JSON line."""
import json
import sys
import warnings

from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from mnist import now, read


def main(folder, clock, seed):
    warnings.simplefilter("ignore", ConvergenceWarning)
    started = now(clock)
    x, y = read(folder, "train")
    tx, ty = read(folder, "t10k")
    loaded = now(clock) - started
    model = MLPClassifier((500, 300), batch_size=128, learning_rate_init=1e-3, alpha=0.0, max_iter=10, tol=0.0, n_iter_no_change=11, random_state=seed)
    started = now(clock)
    model.fit(x, y)
    trained = now(clock) - started
    if model.n_iter_ != 10:
        raise RuntimeError(f"The fit took {model.n_iter_} epochs instead of 10.")
    print(json.dumps({"load_seconds": loaded, "seconds": trained, "accuracy": float(model.score(tx, ty))}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
