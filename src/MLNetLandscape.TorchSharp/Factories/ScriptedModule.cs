namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>A TorchScript module as a module from tensor to tensor, which TorchSharp's own is not. It disposes the parameters and buffers, which that does not either.</summary>
internal sealed class ScriptedModule : torch.nn.Module<Tensor, Tensor>
{
    private readonly torch.jit.ScriptModule<Tensor, Tensor> script;
    private readonly Tensor[] numbers;

    public ScriptedModule(torch.jit.ScriptModule<Tensor, Tensor> script)
        : base(nameof(ScriptedModule))
    {
        this.script = script;
        register_module(nameof(script), script);
        numbers = [.. parameters(), .. buffers()];
    }

    public override Tensor forward(Tensor input) => script.call(input);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            foreach (Tensor tensor in numbers)
            {
                tensor.Dispose();
            }
        }
    }
}
