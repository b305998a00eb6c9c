using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Persistence;
using MLNetLandscape.TorchSharp.ScoringHost;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for all trainers over the trainers of modules, and what these must do beside it.</summary>
public abstract class TorchTrainerContract<TTransformer, TModel> : TrainerContract<TTransformer, TModel>
    where TTransformer : LandscapeTransformer<TModel>
    where TModel : TorchModel
{
    protected override string ScoringHost => "MLNetLandscape.TorchSharp.ScoringHost";

    protected override string PayloadNoun => "module file";

    [Fact]
    public void A_warm_start_refuses_a_model_of_another_shape()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        TorchTrainerOptions options = (TorchTrainerOptions)Options;
        TorchTrainerOptions other = options with { Factory = (DenseFactory)options.Factory! with { Units = 9 } };
        Assert.Equal(
            "The model to start from must have the module of the trainer's options. The state dictionary does not fit the module: "
            + "its entry '0.weight' is Float32 [8, 5], where Float32 [9, 5] was expected; its entry '0.bias' is Float32 [8], where Float32 [9] was expected; "
            + $"its entry '2.weight' is Float32 [{Outputs}, 8], where Float32 [{Outputs}, 9] was expected. "
            + "Create the module with the settings that it was saved with. (Parameter 'start')",
            Assert.Throws<ArgumentException>(() => Create(context, other).Fit(data, model)).Message);
    }

    [Fact]
    public void The_loaded_model_has_the_factory_and_the_numbers_that_were_saved()
    {
        MLContext context = new(1);
        TModel model = Fit(context, Data(context)).Model;
        TorchModel decoded = (TorchModel)MLNetLandscape.Persistence.PayloadFormat.Decode(model.Format.Encode(model));
        Assert.Equal(model.Factory, decoded.Factory);
        Assert.Equal(model.FeatureShape, decoded.FeatureShape);
        Assert.Equal(model.State.Names, decoded.State.Names);
    }

    /// <summary>Outputs of the module.</summary>
    protected abstract int Outputs { get; }

    protected static DenseFactory Small(int outputs) => new(ContractRow.FeatureCount, 8, outputs);

    protected sealed override float[] Parameters(TModel model)
    {
        using TensorModule module = model.CreateModule();
        return CoreModules.GetParameters(module);
    }

    protected sealed override LandscapeTrainerOptions WithNeuron(LandscapeTrainerOptions options, bool hasNeuron)
    {
        TorchTrainerOptions torchOptions = (TorchTrainerOptions)options;
        return torchOptions with { Factory = (DenseFactory)torchOptions.Factory! with { HasNeuron = hasNeuron } };
    }

    protected sealed override void AssertSameScores(IReadOnlyList<string> expected, IReadOnlyList<string> actual) => RoundedScores.AssertEqual(expected, actual);
}
