using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <content>States, snapshots and fingerprints.</content>
public sealed partial class NetworkEngineTests
{
    [Theory]
    [MemberData(nameof(Networks))]
    public void A_saved_state_continues_bit_for_bit(string name)
    {
        using NetworkEngine engine = Create(name, 1);
        Batch<float> batch = BatchOf(name, 70);
        engine.BeginEpoch(3);
        engine.TakeStep(batch, 1e-2);
        using MemoryStream stream = new();
        engine.Save(stream);
        engine.BeginEpoch(4);
        engine.TakeStep(batch, 1e-2);

        using NetworkEngine resumed = Create(name, 1);
        stream.Position = 0;
        resumed.Load(stream);
        resumed.BeginEpoch(4);
        resumed.TakeStep(batch, 1e-2);
        Assert.Equal(engine.Network.Parameters, resumed.Network.Parameters);
        Assert.Equal(engine.Network.State, resumed.Network.State);
    }

    [Fact]
    public void A_state_of_another_network_is_refused()
    {
        using NetworkEngine engine = Create("dense", 1);
        using NetworkEngine other = Create("layerwise", 1);
        using MemoryStream stream = new();
        other.Save(stream);
        stream.Position = 0;
        float[] before = engine.Network.Parameters.ToArray();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => engine.Load(stream));
        Assert.Equal(
            $"The state has {other.Network.Layout.Count} parameters and 0 running statistics, but this model has {engine.Network.Layout.Count} and 0. "
            + "It belongs to another network.",
            exception.Message);
        Assert.Equal(before, engine.Network.Parameters);
    }

    [Fact]
    public void A_truncated_state_is_refused()
    {
        using NetworkEngine engine = Create("dense", 1);
        using MemoryStream stream = new();
        engine.Save(stream);
        foreach (int length in new[] { 0, 5, 1000, (int)stream.Length - 1 })
        {
            Assert.Throws<InvalidDataException>(() => engine.Load(new MemoryStream(stream.ToArray(), 0, length)));
        }
    }

    [Fact]
    public void A_snapshot_restores_parameters_and_statistics()
    {
        using NetworkEngine engine = Create("convolutional", 1);
        Batch<float> batch = BatchOf("convolutional", 40);
        engine.TakeStep(batch, 1e-2);
        float[] parameters = engine.Network.Parameters.ToArray();
        float[] state = engine.Network.State.ToArray();
        IModelSnapshot snapshot = engine.Snapshot();
        engine.TakeStep(batch, 1e-2);
        Assert.NotEqual(parameters, engine.Network.Parameters.ToArray());
        engine.Restore(snapshot);
        Assert.Equal(parameters, engine.Network.Parameters);
        Assert.Equal(state, engine.Network.State);
        engine.TakeStep(batch, 1e-2);
        Assert.Same(snapshot, engine.Snapshot(snapshot));
    }

    [Fact]
    public void The_fingerprint_tells_trainings_apart_but_not_thread_counts()
    {
        using NetworkEngine one = Create("dense", 1);
        using NetworkEngine two = Create("dense", 2);
        using NetworkEngine sgd = Create("dense", 1, new Sgd(), clip: null);
        Assert.Equal(one.Fingerprint, two.Fingerprint);
        Assert.NotEqual(one.Fingerprint, sgd.Fingerprint);
    }
}
