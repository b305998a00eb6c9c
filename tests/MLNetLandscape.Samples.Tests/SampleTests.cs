using MLNetLandscape.Core.Tests.Data;

namespace MLNetLandscape.Samples.Tests;

/// <summary>Every sample runs to its end and prints figures that make sense.</summary>
public sealed class SampleTests
{
    [Fact]
    public void QuickStart_trains_and_predicts_a_patient()
    {
        string output = Run("QuickStart");
        Assert.InRange(output.After("validation accuracy"), 0.93, 1);
        Assert.Contains("One patient: M", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Analysis_certifies_the_end_of_a_training_and_not_its_start()
    {
        using TemporaryFolder folder = new();
        string output = SampleProcess.Run("Analysis", folder.Path);
        Assert.Contains("start: NotStationary;", output, StringComparison.Ordinal);
        Assert.Contains("end: CertifiedUpToTolerance;", output, StringComparison.Ordinal);
        Assert.InRange(output.After("at most", "end:"), 0, 1e-6);

        // Both layers' blocks are on the diagonal of the Hessian, and nothing else is.
        double layers = output.After("trace", "  layer 0:") + output.After("trace", "  layer 1:");
        Assert.Equal(layers, output.After("trace", "Hessian"), 5 * output.After("+-", "Hessian"));
        Assert.InRange(output.After("eigenvalues", "  layer 0:"), -1e-6, 1);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder.Path, "surface.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void CrossValidation_compares_four_trainers_on_the_same_folds()
    {
        string output = Run("CrossValidation");
        double logistic = output.After("accuracy", "LbfgsLogisticRegression");
        double halfWidth = output.After("+-", "LbfgsLogisticRegression");
        Assert.InRange(output.After("accuracy", "network with the neuron"), logistic - halfWidth, 1);
        Assert.InRange(output.After("accuracy", "network without it"), logistic - halfWidth, 1);
        Assert.InRange(output.After("area under the curve", "network with the neuron"), 0.98, 1);
        Assert.InRange(output.After("accuracy", "FastTree"), 0.93, 1);
        Assert.InRange(Math.Abs(output.After("a =", "epoch 40:")), 1e-6, Math.Abs(output.After("a =", "epoch  1:")));
    }

    [Fact]
    public void Multiclass_tells_spirals_apart_that_a_linear_model_cannot()
    {
        string output = Run("Multiclass");
        Assert.InRange(output.After("accuracy", "maximum entropy"), 0.2, 0.6);
        Assert.InRange(output.After("accuracy", "network"), 0.97, 1);
        Assert.Contains(" is green:", output, StringComparison.Ordinal);
        double green = output.After("green", "  ");
        Assert.InRange(green, 0.9, 1);
        Assert.Equal(1, output.After("red", "  ") + green + output.After("blue", "  "), 3e-4);
    }

    [Fact]
    public void Regression_comes_near_the_noise_and_exports_the_model()
    {
        using TemporaryFolder folder = new();
        string output = SampleProcess.Run("Regression", folder.Path);
        Assert.InRange(output.After("RMSE", "network"), 1, output.After("RMSE", "FastTree"));
        Assert.Equal(new FileInfo(Path.Combine(folder.Path, "friedman.onnx")).Length, output.After("friedman.onnx:"));
    }

    [Fact]
    public void Streaming_learns_from_a_file_and_leaves_none_behind()
    {
        using TemporaryFolder folder = new();
        string output = SampleProcess.Run("Streaming", folder.Path, "60000");
        Assert.StartsWith("60000 rows, ", output, StringComparison.Ordinal);
        Assert.Contains("is read anew in every epoch and shuffled within 20000 rows", output, StringComparison.Ordinal);
        Assert.InRange(output.After("validation accuracy"), 0.9, 1);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void BringYourOwnModule_cross_validates_saves_loads_and_predicts()
    {
        string output = Run("BringYourOwnModule");
        Assert.InRange(output.After("accuracy", "residual network with the neuron"), 0.95, 1);
        Assert.InRange(output.After("accuracy", "residual network without it"), 0.95, 1);
        Assert.Contains("A patient with diagnosis M: malignant True", output, StringComparison.Ordinal);
    }

    [Fact]
    public void EegCnn_learns_made_up_frames_with_the_articles_numbers_of_parameters()
    {
        string output = Run("EegCnn");
        Assert.Contains("There are no recordings in ", output, StringComparison.Ordinal);
        Assert.Contains("without the neuron 64245 parameters", output, StringComparison.Ordinal);
        Assert.Contains("with the neuron    66599 parameters", output, StringComparison.Ordinal);
        Assert.InRange(output.After("accuracy", "without the neuron"), 0.9, 1);
        Assert.InRange(output.After("accuracy", "with the neuron "), 0.9, 1);
    }

    [Fact]
    public void EegCnn_reads_the_recordings()
    {
        using TemporaryFolder folder = new();
        string output = SampleProcess.Run("EegCnn", folder.Path, DataFolder.Require("eeg"), "1");
        Assert.StartsWith("Frames of the recordings in ", output, StringComparison.Ordinal);
        Assert.InRange(output.After("accuracy", "with the neuron "), 0.45, 1);
    }

    [Fact]
    public void Mnist_reads_most_digits_after_a_glance_at_some()
    {
        using TemporaryFolder folder = new();
        string output = SampleProcess.Run("Mnist", folder.Path, DataFolder.Require("mnist"), "2", "6000");
        Assert.InRange(output.After("test accuracy"), 0.85, 1);
        Assert.DoesNotContain("|     0 |     0 |     0 |     0 |     0 |     0 |     0 |     0 |     0 |     0 |", output, StringComparison.Ordinal);
    }

    private static string Run(string sample)
    {
        using TemporaryFolder folder = new();
        return SampleProcess.Run(sample, folder.Path);
    }
}
