namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>A TorchScript module as a module from tensor to tensor, which TorchSharp's own is not.</summary>
internal sealed class ScriptedModule : torch.nn.Module<Tensor, Tensor>
{
    private readonly torch.jit.ScriptModule<Tensor, Tensor> script;

    public ScriptedModule(torch.jit.ScriptModule<Tensor, Tensor> script)
        : base(nameof(ScriptedModule))
    {
        this.script = script;
        register_module(nameof(script), script);
    }

    public override Tensor forward(Tensor input) => script.call(input);
}
