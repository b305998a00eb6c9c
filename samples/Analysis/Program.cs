using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Curvature;
using MLNetLandscape.Analysis.Curvature.Layerwise;
using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Analysis.Plots;
using MLNetLandscape.Analysis.Spectra;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;

Dataset<float> table = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis" }).Data;
Dataset<double> data = Standardizer.Fit(table).Apply(table).Convert<double>();
Network<double> network = Network<double>.Create(
    new NetworkDefinition { Input = Shape.Vector(data.FeatureCount), Layers = [new Dense(16, new Relu()), new Dense(1, new Identity())] }, seed: 1);

// What is analysed is an objective and a point: here the end of a full-batch training; a trained model's parameters do as well.
var objective = new NetworkObjective(network, new PolynomialHinge(3), new Regularization(), data);
double[] point = new LimitedMemoryBfgs().Minimize(objective, network.Parameters).Parameters;

foreach ((string name, double[] parameters) in new[] { ("start", network.Parameters.ToArray()), ("end", point) })
{
    StationaryPointCertificate certificate = StationaryPointCertifier.Certify(objective, parameters, new CertificateOptions { LargestJacobian = 100 });
    Console.WriteLine($"{name}: {certificate.Verdict}; value {certificate.Value:G3}, gradient {certificate.GradientNorm:G2}, at most {certificate.Gap:G2} above the bound");
    Console.WriteLine($"  {certificate.Findings.Last(finding => finding.Kind == FindingKind.Proof).Message}");
}

var hessian = new HessianOperator(objective, network.Parameters);
ExtremeEigenvalues extremes = ExtremeEigenvalues.Find(hessian, new LanczosOptions { MaximumSteps = 200 });
TraceEstimate trace = TraceEstimator.HutchPlusPlus(hessian, products: 60, seed: 1);
Console.WriteLine($"Hessian at the start: eigenvalues {extremes.Smallest.Value:F3} to {extremes.Largest.Value:F3}, trace {trace.Value:F2} +- {trace.StandardError:F2}");
foreach (LayerCheck layer in LayerwiseReport.Create(objective, network.Parameters).Layers)
{
    Console.WriteLine($"  layer {layer.Block.LayerIndex}: {layer.Block.Length} parameters, eigenvalues {layer.SmallestEigenvalue:G2} to {layer.LargestEigenvalue:F3}, trace {layer.Trace:F2}");
}

double[] first = FilterNormalization.Apply(objective.Layout, point, RandomDirection.Normal(objective.Dimension, seed: 1, index: 0));
double[] second = FilterNormalization.Apply(objective.Layout, point, RandomDirection.Normal(objective.Dimension, seed: 1, index: 1));
Slice slice = Slice.Evaluate(objective, new SliceSpace(point, first, second), new SliceAxis(-1, 1, 25), new SliceAxis(-1, 1, 25), threads: 2);
File.WriteAllText("surface.svg", new SurfacePlot { Title = "Around the end", Slice = slice }.ToDocument());
Console.WriteLine($"surface.svg: from {slice.Values.Min():G2} to {slice.Values.Max():G4}, {SliceMaxima.Locate(objective, slice).Count} interior maxima");
