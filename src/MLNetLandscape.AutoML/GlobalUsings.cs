global using Microsoft.ML;
global using Microsoft.ML.AutoML;
global using Microsoft.ML.Data;
