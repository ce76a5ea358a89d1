// The data that ship inside the program: IDX files, packed by gzip. scripts/built-in-data makes them.

#pragma once

struct dataset_file {
  const unsigned char *bytes;
  long count;
};

struct dataset_file digits_images(void);
struct dataset_file digits_labels(void);
struct dataset_file mnist5k_images(void);
struct dataset_file mnist5k_labels(void);
