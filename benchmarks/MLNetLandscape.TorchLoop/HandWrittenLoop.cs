using MLNetLandscape.Core.Data;
using TorchSharp;

namespace MLNetLandscape.TorchLoop;

/// <summary>The loop that TorchSharp's users write: all rows in one tensor, a permutation an epoch, Adam of TorchSharp.</summary>
internal sealed class HandWrittenLoop : IDisposable
{
    private readonly LoopCase task;
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> module;
    private readonly torch.Tensor inputs;
    private readonly torch.Tensor targets;
    private readonly torch.optim.Optimizer optimizer;

    public HandWrittenLoop(LoopCase task, Dataset<float> data)
    {
        this.task = task;
        module = task.Create();
        inputs = torch.tensor(data.Features.ToArray(), [data.Rows, .. task.RowShape]);
        using torch.Tensor labels = torch.tensor(data.Targets.ToArray());
        targets = task.Classes > 1 ? labels.to(torch.ScalarType.Int64) : labels.unsqueeze(1).clone();
        optimizer = torch.optim.Adam(module.parameters(), 1e-3);
    }

    /// <summary>One epoch.</summary>
    /// <returns>The mean loss.</returns>
    public double Train()
    {
        module.train();
        using torch.Tensor order = torch.randperm(task.Rows, torch.ScalarType.Int64);
        double sum = 0;
        for (int start = 0; start < task.Rows; start += LoopCase.BatchSize)
        {
            using var scope = torch.NewDisposeScope();
            torch.Tensor rows = order.slice(0, start, Math.Min(start + LoopCase.BatchSize, task.Rows), 1);
            torch.Tensor output = module.call(inputs.index_select(0, rows));
            torch.Tensor loss = Loss(output, targets.index_select(0, rows));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            sum += loss.ToSingle() * rows.shape[0];
        }

        return sum / task.Rows;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        module.Dispose();
        inputs.Dispose();
        targets.Dispose();
    }

    private torch.Tensor Loss(torch.Tensor output, torch.Tensor target) => task.Classes > 1
        ? torch.nn.functional.cross_entropy(output, target)
        : torch.nn.functional.relu(1 - (target * output)).pow(3).mean();
}
