global using Microsoft.ML;
global using Microsoft.ML.Data;
global using TorchSharp;
global using ScalarType = TorchSharp.torch.ScalarType;
global using Tensor = TorchSharp.torch.Tensor;
global using TensorModule = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

// LibTorch's generator and number of threads belong to the process, and tests look at both.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
