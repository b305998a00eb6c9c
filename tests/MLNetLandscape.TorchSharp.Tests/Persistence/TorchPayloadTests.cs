using System.Text;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Persistence;
using MLNetLandscape.TorchSharp.ScoringHost;
using MLNetLandscape.TorchSharp.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Persistence;

/// <summary>What a saved pipeline may bring into being, and what it is told otherwise.</summary>
public sealed class TorchPayloadTests
{
    private const string Only = "Only module factories are created from model files.";

    private readonly string text;

    public TorchPayloadTests()
    {
        MLContext context = new(1);
        IDataView data = ContractData.View(context, ContractData.Rows(60), nameof(ContractRow.Flag));
        TorchBinaryModel model = context.Landscape().TorchBinary(new TorchBinaryOptions { Factory = new DenseFactory(5, 8, 1), NumberOfEpochs = 1, Seed = 1 }).Fit(data).Model;
        text = model.Format.Encode(model);
        TorchPayload.Instance.Register();
    }

    [Fact]
    public void A_type_that_is_no_factory_is_refused_before_any_of_its_code_runs() => Assert.Equal(
        "The module in the pipeline cannot be created: The model names the type System.IO.FileInfo of System.Private.CoreLib as its factory, "
        + $"which does not implement ITorchModuleFactory. {Only}",
        Refusal(header => header
            .Replace("MLNetLandscape.TorchSharp.ScoringHost.DenseFactory", "System.IO.FileInfo", StringComparison.Ordinal)
            .Replace("MLNetLandscape.TorchSharp.ScoringHost", "System.Private.CoreLib", StringComparison.Ordinal)));

    [Fact]
    public void No_assembly_is_loaded_for_a_model() => Assert.Equal(
        "The module in the pipeline cannot be created: The model's factory Other.DenseFactory of the assembly Other is not among the loaded assemblies, and none is "
        + "loaded for a model. Use a type of that assembly before loading, or call ModuleFactoryTypes.Register.",
        Refusal(header => header.Replace("MLNetLandscape.TorchSharp.ScoringHost", "Other", StringComparison.Ordinal)));

    [Fact]
    public void Numbers_that_do_not_fit_the_module_are_named_with_what_was_expected() => Assert.Equal(
        "The module in the pipeline cannot be created: The state dictionary does not fit the module: its entry '0.weight' is Float32 [8, 5], where Float32 [9, 5] was "
        + "expected; its entry '0.bias' is Float32 [8], where Float32 [9] was expected; its entry '2.weight' is Float32 [1, 8], where Float32 [1, 9] was expected. "
        + "Create the module with the settings that it was saved with.",
        Refusal(header => header.Replace("units\\u0022:8", "units\\u0022:9", StringComparison.Ordinal)));

    [Fact]
    public void A_header_of_a_newer_version_is_refused() => Assert.StartsWith(
        "The stream is not a sound module file: The JSON property 'quantized' could not be mapped to any .NET member",
        Refusal(header => header.Replace("{\"task\"", "{\"quantized\":true,\"task\"", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Fact]
    public void A_kind_of_model_that_no_assembly_knows_is_named() => Assert.Equal(
        "The model in the pipeline is of the kind 'Quantum.1', which no loaded assembly knows. Use the version of this package that it was saved with, or a newer one.",
        Assert.Throws<ModelFileException>(() => PayloadFormat.Decode("Quantum.1:AAAA")).Message);

    [Fact]
    public void An_unaltered_text_decodes() => Assert.IsType<TorchBinaryModel>(PayloadFormat.Decode(text));

    /// <summary>What decoding says once the header has been altered and sealed again.</summary>
    private string Refusal(Func<string, string> alter)
    {
        int start = text.IndexOf(':', StringComparison.Ordinal) + 1;
        using MemoryStream source = new(Convert.FromBase64String(text[start..]));
        (byte[] header, byte[] payload) = TorchPayload.Container.Read(source);
        string before = Encoding.UTF8.GetString(header);
        string after = alter(before);
        Assert.NotEqual(before, after);
        using MemoryStream altered = new();
        TorchPayload.Container.Write(altered, Encoding.UTF8.GetBytes(after), payload);
        return Assert.Throws<ModelFileException>(() => PayloadFormat.Decode(text[..start] + Convert.ToBase64String(altered.ToArray()))).Message;
    }
}
