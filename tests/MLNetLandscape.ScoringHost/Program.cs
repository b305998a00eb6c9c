using MLNetLandscape.ScoringHost;

// Loads a pipeline and scores data with it, in a process that has never seen its trainer: scoring-host MODEL DATA OUTPUT.
ScoreWriter.Write(args[0], args[1], args[2]);
