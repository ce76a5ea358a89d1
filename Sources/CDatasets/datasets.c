#include "CDatasets.h"

static const unsigned char digits_images_bytes[] = {
#embed "Files/digits-images-idx3-ubyte.gz"
};
static const unsigned char digits_labels_bytes[] = {
#embed "Files/digits-labels-idx1-ubyte.gz"
};
static const unsigned char mnist5k_images_bytes[] = {
#embed "Files/mnist5k-images-idx3-ubyte.gz"
};
static const unsigned char mnist5k_labels_bytes[] = {
#embed "Files/mnist5k-labels-idx1-ubyte.gz"
};

#define FILE_OF(array) ((struct dataset_file){array, sizeof array})

struct dataset_file digits_images(void) { return FILE_OF(digits_images_bytes); }
struct dataset_file digits_labels(void) { return FILE_OF(digits_labels_bytes); }
struct dataset_file mnist5k_images(void) { return FILE_OF(mnist5k_images_bytes); }
struct dataset_file mnist5k_labels(void) { return FILE_OF(mnist5k_labels_bytes); }
