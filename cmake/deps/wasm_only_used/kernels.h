/* Included before XNNPACK's elementwise and reducing operators when they are compiled for wasm: of the first the networks use
 * clamping (ReLU) and quantising, of the others the mean, all of fp32. See operators.h; an operator without a
 * configuration is answered as unsupported.
 */
#ifndef LEADWISE_XNNPACK_ONLY_USED_KERNELS_H_
#define LEADWISE_XNNPACK_ONLY_USED_KERNELS_H_

#include <xnnpack.h>
#include "xnnpack/config.h"
#include "xnnpack/reference-config.h"

#define LEADWISE_UNUSED NULL

#define xnn_init_unary_reference_config(...) LEADWISE_UNUSED
#define xnn_init_x8_lut_config() LEADWISE_UNUSED
#define xnn_init_f16_abs_config() LEADWISE_UNUSED
#define xnn_init_f16_clamp_config() LEADWISE_UNUSED
#define xnn_init_f16_elu_config() LEADWISE_UNUSED
#define xnn_init_f16_hswish_config() LEADWISE_UNUSED
#define xnn_init_f16_lrelu_config() LEADWISE_UNUSED
#define xnn_init_f16_neg_config() LEADWISE_UNUSED
#define xnn_init_f16_rndd_config() LEADWISE_UNUSED
#define xnn_init_f16_rndne_config() LEADWISE_UNUSED
#define xnn_init_f16_rndu_config() LEADWISE_UNUSED
#define xnn_init_f16_rsqrt_config() LEADWISE_UNUSED
#define xnn_init_f16_sigmoid_config() LEADWISE_UNUSED
#define xnn_init_f16_sqr_config() LEADWISE_UNUSED
#define xnn_init_f16_sqrt_config() LEADWISE_UNUSED
#define xnn_init_f16_tanh_config() LEADWISE_UNUSED
#define xnn_init_f16_to_f32_cvt_config() LEADWISE_UNUSED
#define xnn_init_f16_to_qs8_cvt_config() LEADWISE_UNUSED
#define xnn_init_f32_abs_config() LEADWISE_UNUSED
#define xnn_init_f32_elu_config() LEADWISE_UNUSED
#define xnn_init_f32_exp_config() LEADWISE_UNUSED
#define xnn_init_f32_gelu_config() LEADWISE_UNUSED
#define xnn_init_f32_hswish_config() LEADWISE_UNUSED
#define xnn_init_f32_log_config() LEADWISE_UNUSED
#define xnn_init_f32_lrelu_config() LEADWISE_UNUSED
#define xnn_init_f32_neg_config() LEADWISE_UNUSED
#define xnn_init_f32_rndd_config() LEADWISE_UNUSED
#define xnn_init_f32_rndne_config() LEADWISE_UNUSED
#define xnn_init_f32_rndu_config() LEADWISE_UNUSED
#define xnn_init_f32_rsqrt_config() LEADWISE_UNUSED
#define xnn_init_f32_sigmoid_config() LEADWISE_UNUSED
#define xnn_init_f32_sqr_config() LEADWISE_UNUSED
#define xnn_init_f32_sqrt_config() LEADWISE_UNUSED
#define xnn_init_f32_tanh_config() LEADWISE_UNUSED
#define xnn_init_f32_to_f16_cvt_config() LEADWISE_UNUSED
#define xnn_init_f32_to_qu8_cvt_config() LEADWISE_UNUSED
#define xnn_init_qs8_cvt_config() LEADWISE_UNUSED
#define xnn_init_qs8_lrelu_config() LEADWISE_UNUSED
#define xnn_init_qs8_to_f16_cvt_config() LEADWISE_UNUSED
#define xnn_init_qs8_to_f32_cvt_config() LEADWISE_UNUSED
#define xnn_init_qu8_cvt_config() LEADWISE_UNUSED
#define xnn_init_qu8_lrelu_config() LEADWISE_UNUSED
#define xnn_init_qu8_to_f32_cvt_config() LEADWISE_UNUSED
#define xnn_init_s8_clamp_config() LEADWISE_UNUSED
#define xnn_init_u8_clamp_config() LEADWISE_UNUSED

#define xnn_init_f16_f32acc_rsum_config() LEADWISE_UNUSED
#define xnn_init_f16_f32acc_rdsum_config() LEADWISE_UNUSED
#define xnn_init_qs8_rsum_config() LEADWISE_UNUSED
#define xnn_init_qs8_rdsum_config() LEADWISE_UNUSED
#define xnn_init_qu8_rsum_config() LEADWISE_UNUSED
#define xnn_init_qu8_rdsum_config() LEADWISE_UNUSED
#define xnn_init_s32_to_f32_cvt_config() LEADWISE_UNUSED
#define xnn_init_f16_rminmax_config() LEADWISE_UNUSED

#endif
