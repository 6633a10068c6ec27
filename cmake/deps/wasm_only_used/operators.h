/* Included before XNNPACK's subgraph/*.c when they are compiled for wasm.
 *
 * The networks here are of fp32 and, in fully connected layers, of int8 weights with dynamically quantised inputs. Each node
 * of a subgraph refers to the operators of all its data types, and thereby to kernels and packing of several hundred
 * kilobytes that no layer can ask for. Such operators are answered here as unsupported, in the places that would create
 * them, and the linker leaves the rest out. A layer that needs one of them fails by name when the model is built.
 */
#ifndef LEADWISE_XNNPACK_ONLY_USED_OPERATORS_H_
#define LEADWISE_XNNPACK_ONLY_USED_OPERATORS_H_

#include <xnnpack.h>
#include "xnnpack/internal.h"
#include "xnnpack/operator.h"

#define LEADWISE_UNUSED xnn_status_unsupported_parameter

#define xnn_create_fully_connected_nc_f16(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_f32_qc4w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_f32_qc8w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_pf32(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qd8_f16_qb4w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qd8_f16_qc4w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qd8_f16_qc8w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qd8_f32_qb4w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qd8_f32_qc4w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qp8_f32_qb4w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qp8_f32_qc4w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qs8(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qs8_qc8w(...) LEADWISE_UNUSED
#define xnn_create_fully_connected_nc_qu8(...) LEADWISE_UNUSED
#define xnn_create_dynamic_fully_connected_nc_f16(...) LEADWISE_UNUSED
#define xnn_create_dynamic_fully_connected_nc_f32(...) LEADWISE_UNUSED

#define xnn_create_convolution2d_nchw_f16(...) LEADWISE_UNUSED
#define xnn_create_convolution2d_nchw_f32(...) LEADWISE_UNUSED
#define xnn_create_convolution2d_nhwc_f16(...) LEADWISE_UNUSED
#define xnn_create_convolution2d_nhwc_qd8_f16_qc8w(...) LEADWISE_UNUSED
#define xnn_create_convolution2d_nhwc_qd8_f32_qc8w(...) LEADWISE_UNUSED
#define xnn_create_convolution2d_nhwc_qs8(...) LEADWISE_UNUSED
#define xnn_create_convolution2d_nhwc_qs8_qc8w(...) LEADWISE_UNUSED
#define xnn_create_convolution2d_nhwc_qu8(...) LEADWISE_UNUSED

#define xnn_create_deconvolution2d_nhwc_f16(...) LEADWISE_UNUSED
#define xnn_create_deconvolution2d_nhwc_qd8_f32_qc8w(...) LEADWISE_UNUSED
#define xnn_create_deconvolution2d_nhwc_qs8(...) LEADWISE_UNUSED
#define xnn_create_deconvolution2d_nhwc_qs8_qc8w(...) LEADWISE_UNUSED
#define xnn_create_deconvolution2d_nhwc_qu8(...) LEADWISE_UNUSED

#define xnn_create_convert_nc_f16_qd8(...) LEADWISE_UNUSED
#define xnn_create_convert_nc_f32_qp8(...) LEADWISE_UNUSED

#endif
