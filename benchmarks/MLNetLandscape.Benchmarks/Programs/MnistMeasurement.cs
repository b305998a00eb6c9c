namespace MLNetLandscape.Benchmarks.Programs;

/// <summary>What training on MNIST took; torch_mnist.py and sklearn_mnist.py print the same.</summary>
/// <param name="LoadSeconds">Reading both parts from their gzip files into matrices of single-precision numbers.</param>
/// <param name="Seconds">Ten epochs of training, no evaluation.</param>
/// <param name="Accuracy">The share of the 10,000 test digits that are recognised.</param>
internal sealed record MnistMeasurement(double LoadSeconds, double Seconds, double Accuracy);
