/*
 * Stands in for libedgetpu and the hardware: lists DEVICES devices; what is compiled for it hands its input on.
 * Only what is used of TensorFlow Lite's structures (tensorflow/lite/core/c/common.h, 2.20) is written out.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct { int size; int data[]; } IntArray;

typedef struct {
  int type;
  void* data;
  IntArray* dims;
  struct { float scale; int32_t zero_point; } params;
  int allocation_type;
  size_t bytes;
  const void* allocation;
  const char* name;
  void* delegate;
  int buffer_handle;
  _Bool data_is_stale;
  _Bool is_variable;
  struct { int type; void* params; } quantization;
  void* sparsity;
  IntArray* dims_signature;
} Tensor;

typedef struct { IntArray* inputs; IntArray* outputs; } Node;

typedef struct Context Context;

typedef struct {
  void* (*init)(Context*, const char*, size_t);
  void (*free)(Context*, void*);
  int (*prepare)(Context*, Node*);
  int (*invoke)(Context*, Node*);
  const char* (*profiling_string)(const Context*, const Node*);
  int32_t builtin_code;
  const char* custom_name;
  int version;
  void* registration_external;
  void* async_kernel;
  uint64_t inplace_operator;
} Registration;

typedef struct Delegate Delegate;

struct Context {
  size_t tensors_size;
  int (*GetExecutionPlan)(Context*, IntArray**);
  Tensor* tensors;
  void* impl;
  int (*ResizeTensor)(Context*, Tensor*, IntArray*);
  void (*ReportError)(Context*, const char*, ...);
  int (*AddTensors)(Context*, int, int*);
  int (*GetNodeAndRegistration)(Context*, int, Node**, Registration**);
  int (*ReplaceNodeSubsetsWithDelegateKernels)(Context*, Registration, const IntArray*, Delegate*);
};

struct Delegate {
  void* data;
  int (*Prepare)(Context*, Delegate*);
  void* CopyFromBufferHandle;
  void* CopyToBufferHandle;
  void* FreeBufferHandle;
  int64_t flags;
  void* opaque_delegate_builder;
};

struct edgetpu_device { int type; const char* path; };

static int live;
static int runs;

int stub_live(void) { return live; }
int stub_runs(void) { return runs; }

static int invoke(Context* context, Node* node) {
  Tensor* from = context->tensors + node->inputs->data[0];
  Tensor* to = context->tensors + node->outputs->data[0];
  memcpy(to->data, from->data, from->bytes < to->bytes ? from->bytes : to->bytes);
  runs++;
  return 0;
}

static int prepare(Context* context, Delegate* delegate) {
  IntArray* plan;
  if (context->GetExecutionPlan(context, &plan) != 0) return 1;
  IntArray* mine = calloc(1, sizeof(IntArray) + plan->size * sizeof(int));
  for (int i = 0; i < plan->size; i++) {
    Node* node;
    Registration* registration;
    if (context->GetNodeAndRegistration(context, plan->data[i], &node, &registration) != 0) return 1;
    if (registration->custom_name && strcmp(registration->custom_name, "edgetpu-custom-op") == 0) {
      mine->data[mine->size++] = plan->data[i];
    }
  }
  Registration kernel;
  memset(&kernel, 0, sizeof kernel);
  kernel.invoke = invoke;
  kernel.custom_name = "EdgeTpuStub";
  kernel.version = 1;
  int status = context->ReplaceNodeSubsetsWithDelegateKernels(context, kernel, mine, delegate);
  free(mine);
  return status;
}

struct edgetpu_device* edgetpu_list_devices(size_t* count) {
  *count = DEVICES;
  if (DEVICES == 0) return NULL;
  struct edgetpu_device* devices = calloc(DEVICES, sizeof *devices);
  for (int i = 0; i < DEVICES; i++) {
    devices[i].type = 1;
    devices[i].path = "/sys/bus/usb/devices/stub";
  }
  return devices;
}

void edgetpu_free_devices(struct edgetpu_device* devices) { free(devices); }

Delegate* edgetpu_create_delegate(int type, const char* name, const void* options, size_t count) {
  if (type != 1 || strcmp(name, "/sys/bus/usb/devices/stub") != 0 || options || count) return NULL;
#ifdef BUSY
  return NULL;
#endif
  Delegate* delegate = calloc(1, sizeof *delegate);
  delegate->Prepare = prepare;
  /* kTfLiteDelegateFlagsAllowDynamicTensors: else all is prepared first, and nobody knows the operator yet. */
  delegate->flags = 1;
#ifdef OLD
  /* The structure ended here, and the device's address came next. */
  delegate->opaque_delegate_builder = delegate;
#endif
  live++;
  return delegate;
}

void edgetpu_free_delegate(Delegate* delegate) {
  live--;
  free(delegate);
}
