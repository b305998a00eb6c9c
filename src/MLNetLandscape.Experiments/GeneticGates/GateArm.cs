namespace MLNetLandscape.Experiments.GeneticGates;

/// <summary>One network of a run.</summary>
/// <param name="Name">Which.</param>
/// <param name="HeldOutLoss">Its loss on the held-out digits.</param>
/// <param name="TestLoss">Its loss on the test digits.</param>
/// <param name="TestAccuracy">Its accuracy there.</param>
/// <param name="Units">Hidden units that are left.</param>
/// <param name="Parameters">Parameters that are left.</param>
public sealed record GateArm(string Name, double HeldOutLoss, double TestLoss, double TestAccuracy, int Units, int Parameters);
