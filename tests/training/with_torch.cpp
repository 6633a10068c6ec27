// Tests that use libtorch themselves, compiled as one: its headers take 17 s, and must come before Catch2's, whose CHECK is theirs too.
#include <torch/torch.h>

#include "agreement_test.cpp"
#include "bad_input_test.cpp"
#include "baselines_test.cpp"
#include "compute_threads_test.cpp"
#include "grains_test.cpp"
#include "layers_test.cpp"
#include "objective_test.cpp"
#include "paper_steps_test.cpp"
#include "parallel_test.cpp"
