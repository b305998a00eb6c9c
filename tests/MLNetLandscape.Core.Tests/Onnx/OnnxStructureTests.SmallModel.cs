namespace MLNetLandscape.Core.Tests.Onnx;

public sealed partial class OnnxStructureTests
{
    /// <summary>f(x) = 0.5 x1 - 0.25 x2 + 0.125 + 2 exp(min(3 x1 + 4 x2 + 5, 20)), classified by its sign.</summary>
    private const string SmallModel = """
        ir_version: 7
        producer_name: "MLNetLandscape"
        producer_version: "(version)"
        model_version: 1
        doc_string: "A neural network for binary classification."
        graph {
          node {
            input: "features"
            input: "layer0_weights"
            input: "layer0_bias"
            output: "layer0_gemm"
            name: "layer0_gemm"
            op_type: "Gemm"
            attribute {
              name: "transB"
              i: 1
              type: 2
            }
          }
          node {
            input: "features"
            input: "neuron_weights"
            input: "neuron_bias"
            output: "neuron_gemm"
            name: "neuron_gemm"
            op_type: "Gemm"
            attribute {
              name: "transB"
              i: 1
              type: 2
            }
          }
          node {
            input: "neuron_gemm"
            input: "neuron_maximum_exponent"
            output: "neuron_min"
            name: "neuron_min"
            op_type: "Min"
          }
          node {
            input: "neuron_min"
            output: "neuron_exp"
            name: "neuron_exp"
            op_type: "Exp"
          }
          node {
            input: "neuron_exp"
            input: "neuron_scale"
            output: "neuron_mul"
            name: "neuron_mul"
            op_type: "Mul"
          }
          node {
            input: "layer0_gemm"
            input: "neuron_mul"
            output: "neuron_add"
            name: "neuron_add"
            op_type: "Add"
          }
          node {
            input: "neuron_add"
            output: "Score"
            name: "Score"
            op_type: "Identity"
          }
          node {
            input: "Score"
            input: "head_threshold"
            output: "head_greater"
            name: "head_greater"
            op_type: "Greater"
          }
          node {
            input: "head_greater"
            output: "PredictedLabel"
            name: "PredictedLabel"
            op_type: "Cast"
            attribute {
              name: "to"
              i: 7
              type: 2
            }
          }
          name: "network"
          initializer {
            dims: 1
            dims: 2
            data_type: 1
            name: "layer0_weights"
            raw_data: 0.5 -0.25
          }
          initializer {
            dims: 1
            data_type: 1
            name: "layer0_bias"
            raw_data: 0.125
          }
          initializer {
            dims: 1
            data_type: 1
            name: "neuron_scale"
            raw_data: 2
          }
          initializer {
            dims: 1
            dims: 2
            data_type: 1
            name: "neuron_weights"
            raw_data: 3 4
          }
          initializer {
            dims: 1
            data_type: 1
            name: "neuron_bias"
            raw_data: 5
          }
          initializer {
            data_type: 1
            name: "neuron_maximum_exponent"
            raw_data: 20
          }
          initializer {
            data_type: 1
            name: "head_threshold"
            raw_data: 0
          }
          input {
            name: "features"
            type {
              tensor_type {
                elem_type: 1
                shape {
                  dim {
                    dim_param: "N"
                  }
                  dim {
                    dim_value: 2
                  }
                }
              }
            }
            doc_string: "Features, as the network takes them."
          }
          output {
            name: "Score"
            type {
              tensor_type {
                elem_type: 1
                shape {
                  dim {
                    dim_param: "N"
                  }
                  dim {
                    dim_value: 1
                  }
                }
              }
            }
            doc_string: "The outputs of the network."
          }
          output {
            name: "PredictedLabel"
            type {
              tensor_type {
                elem_type: 7
                shape {
                  dim {
                    dim_param: "N"
                  }
                  dim {
                    dim_value: 1
                  }
                }
              }
            }
            doc_string: "The index of the predicted class among the class names."
          }
        }
        opset_import {
          domain: ""
          version: 13
        }
        metadata_props {
          key: "task"
          value: "binary"
        }
        metadata_props {
          key: "loss"
          value: "{"name":"polynomial_hinge","power":3}"
        }
        metadata_props {
          key: "class_names"
          value: "["no","yes"]"
        }

        """;
}
