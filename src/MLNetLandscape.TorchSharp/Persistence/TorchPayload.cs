using System.Text.Json;
using Microsoft.ML;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Persistence;

/// <summary>A module as text that a pipeline can carry: a container with a JSON header, the bytes of a TorchScript where there is one, and the state dictionary.</summary>
internal sealed class TorchPayload : PayloadFormat
{
    internal static readonly SealedFormat Container = new("MLNLMODU", "module file", Version: 1);

    /// <summary>The format.</summary>
    public static TorchPayload Instance { get; } = new();

    protected override string Mark => "MLNetLandscape.TorchSharp.1";

    public override IEstimator<ITransformer> CreateKeyStep(MLContext context) =>
        context.Transforms.CustomMapping(new TorchKeyMapping().GetMapping(), TorchKeyMapping.Contract);

    protected override void Write(Stream destination, LandscapeModel model)
    {
        TorchModel module = (TorchModel)model;
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(TorchHeader.Of(module), JsonFormat.Compact);
        using MemoryStream state = new();
        module.State.Write(state);
        byte[] script = (module.TorchParts.Source as TorchScriptSource)?.Script ?? [];
        Container.Write(destination, header, script, state.GetBuffer().AsMemory(0, (int)state.Length));
    }

    /// <exception cref="ModelFileException">The container is damaged, its factory is refused, or the numbers do not fit the module.</exception>
    protected override TorchModel Read(Stream source)
    {
        (TorchHeader header, byte[] payload) = Open(source);
        try
        {
            using MemoryStream stream = new(payload, header.ScriptLength, payload.Length - header.ScriptLength, writable: false);
            TorchModelParts parts = new()
            {
                Source = header.Factory is { } factory
                    ? new FactorySource(ModuleFactoryTypes.Create(factory), factory)
                    : new TorchScriptSource(payload[..header.ScriptLength]),
                State = ModuleState.Read(stream),
                FeatureShape = header.FeatureShape,
                Outputs = header.Outputs,
                Device = torch.CPU,
            };
            using TensorModule module = parts.CreateModule();
            return header.ToModel(parts);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or ArgumentException)
        {
            throw new ModelFileException($"The module in the pipeline cannot be created: {exception.Message}", exception);
        }
    }

    private static (TorchHeader Header, byte[] Payload) Open(Stream source)
    {
        try
        {
            (byte[] bytes, byte[] payload) = Container.Read(source);
            TorchHeader header = TorchHeader.Parse(bytes);
            return header.ScriptLength >= 0 && header.ScriptLength <= payload.Length && ModuleProbe.FeatureCount(header.FeatureShape) > 0
                ? (header, payload)
                : throw new InvalidDataException($"its header announces {header.ScriptLength} bytes of TorchScript, but it holds {payload.Length} bytes; it was damaged");
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new ModelFileException($"The stream is not a sound module file: {exception.Message.TrimEnd('.')}.", exception);
        }
    }
}
