using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.ScoringHost;
using MLNetLandscape.TorchSharp.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>LibTorch's generator and number of threads belong to the process: a trainer leaves both alone.</summary>
public sealed class ProcessStateTests
{
    [Fact]
    public void Trainers_side_by_side_do_not_disturb_each_other()
    {
        List<string>[] alone = [.. Enumerable.Range(1, 4).Select(seed => Scores(seed))];
        List<string>[] together = new List<string>[alone.Length];
        Parallel.For(0, alone.Length, i => together[i] = Scores(i + 1));
        Assert.Equal(alone, together);
        Assert.NotEqual(alone[0], alone[1]);
    }

    [Fact]
    public void The_generator_and_the_number_of_threads_are_left_as_found()
    {
        int found = torch.get_num_threads();
        try
        {
            torch.set_num_threads(3);
            torch.manual_seed(7);
            using Tensor expected = torch.rand(4);
            torch.manual_seed(7);
            Scores(1);
            using Tensor drawn = torch.rand(4);
            Assert.Equal(3, torch.get_num_threads());
            Assert.Equal(expected.data<float>().ToArray(), drawn.data<float>().ToArray());
        }
        finally
        {
            torch.set_num_threads(found);
        }
    }

    [Fact]
    public void A_dispose_scope_around_it_takes_nothing_away()
    {
        MLContext context = new(1);
        IDataView data = ContractData.View(context, ContractData.Rows(100), nameof(ContractRow.Flag));
        ITransformer loaded;
        List<string> expected;
        using TemporaryFolder folder = new();
        using (DisposeScope scope = torch.NewDisposeScope())
        {
            Transformers.TorchBinaryTransformer transformer = context.Landscape().TorchBinary(Options(1)).Fit(data);
            context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
            loaded = context.Model.Load(folder.File("model.zip"), out _);
            expected = ScoreBits.Of(loaded.Transform(data));
        }

        Assert.Equal(expected, ScoreBits.Of(loaded.Transform(data)));
    }

    private static List<string> Scores(long seed)
    {
        MLContext context = new(1);
        IDataView data = ContractData.View(context, ContractData.Rows(100), nameof(ContractRow.Flag));
        return ScoreBits.Of(context.Landscape().TorchBinary(Options(seed)).Fit(data).Transform(data));
    }

    private static TorchBinaryOptions Options(long seed) => new() { Factory = new DenseFactory(5, 8, 1, Dropout: 0.5), NumberOfEpochs = 5, Seed = seed };
}
