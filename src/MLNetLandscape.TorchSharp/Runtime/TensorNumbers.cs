using System.Runtime.InteropServices;

namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>Moves numbers between managed memory and tensors.</summary>
internal static class TensorNumbers
{
    /// <summary>A new tensor of single or double precision with the numbers, on a device.</summary>
    public static Tensor Create<T>(ReadOnlySpan<T> numbers, ReadOnlySpan<long> shape, Device? device = null)
        where T : unmanaged
    {
        ScalarType type = typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;
        Tensor tensor = torch.empty(shape, type);
        MemoryMarshal.AsBytes(numbers).CopyTo(tensor.bytes);
        return device is null || device.type == DeviceType.CPU ? tensor : tensor.to(device, false, true);
    }

    /// <summary>The bytes of a tensor on any device, in row-major order.</summary>
    public static byte[] ReadBytes(Tensor tensor)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        return tensor.detach().cpu().contiguous().bytes.ToArray();
    }

    /// <summary>Copies a tensor's numbers to managed memory; its type is <typeparamref name="T"/>.</summary>
    public static void Read<T>(Tensor tensor, Span<T> destination)
        where T : unmanaged
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        tensor.detach().cpu().contiguous().bytes.CopyTo(MemoryMarshal.AsBytes(destination));
    }

    /// <summary>Overwrites a tensor on any device with bytes of its own type, in row-major order.</summary>
    public static void WriteBytes(Tensor tensor, ReadOnlySpan<byte> bytes)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor copy = torch.empty(tensor.shape, tensor.dtype);
        bytes.CopyTo(copy.bytes);
        tensor.copy_(copy);
    }

    /// <summary>Overwrites a tensor with numbers of its own type.</summary>
    public static void Write<T>(Tensor tensor, ReadOnlySpan<T> numbers)
        where T : unmanaged => WriteBytes(tensor, MemoryMarshal.AsBytes(numbers));
}
