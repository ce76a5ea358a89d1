#include <cblas.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

/* The library is loaded when a product first needs it: linked, it and the Fortran runtime under it are a quarter of the
   time from start to prompt (2.4 of 9 ms). */

typedef struct {
  __typeof__(cblas_ddot) *_Nonnull ddot;
  __typeof__(cblas_dgemv) *_Nonnull dgemv;
  __typeof__(cblas_dgemm) *_Nonnull dgemm;
  __typeof__(cblas_sgemm) *_Nonnull sgemm;
  /* The processor that its kernels were chosen for; NULL in builds that have no name for it. */
  __typeof__(openblas_get_corename) *_Nullable core;
} OpenBLAS;

/* Fills in the functions, which compute on the calling thread; false, with the reason in dlerror(), where there is no library. */
static inline bool openblas_load(OpenBLAS *_Nonnull functions) {
#ifdef __APPLE__
  void *library = dlopen("libopenblas.dylib", RTLD_NOW | RTLD_LOCAL);
#else
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
#endif
  if (library == NULL) return false;
  __typeof__(openblas_set_num_threads) *set_num_threads = dlsym(library, "openblas_set_num_threads");
  functions->ddot = dlsym(library, "cblas_ddot");
  functions->dgemv = dlsym(library, "cblas_dgemv");
  functions->dgemm = dlsym(library, "cblas_dgemm");
  functions->sgemm = dlsym(library, "cblas_sgemm");
  if (!set_num_threads || !functions->ddot || !functions->dgemv || !functions->dgemm || !functions->sgemm) return false;
  set_num_threads(1);
  functions->core = dlsym(library, "openblas_get_corename");
  return true;
}
