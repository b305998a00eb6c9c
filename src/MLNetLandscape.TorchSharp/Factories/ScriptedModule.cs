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

    /// <summary>None: TorchSharp would dispose the script and then go through its modules.</summary>
    public override IEnumerable<(string name, torch.nn.Module module)> named_modules() => [];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            foreach (Tensor tensor in numbers.Concat(parameters()).Concat(buffers()))
            {
                tensor.Dispose();
            }

            script.Dispose();
        }

        base.Dispose(disposing);
    }
}
