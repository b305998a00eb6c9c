global using MLNetLandscape.Experiments.Reports;
