// One test restarts the server that all share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
