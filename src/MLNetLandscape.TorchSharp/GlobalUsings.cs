global using TorchSharp;
global using Device = TorchSharp.torch.Device;
global using Parameter = TorchSharp.Modules.Parameter;
global using ScalarType = TorchSharp.torch.ScalarType;
global using Tensor = TorchSharp.torch.Tensor;
global using TensorModule = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;
