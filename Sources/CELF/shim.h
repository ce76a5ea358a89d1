#include <stddef.h>

#ifdef __linux__
#include <elf.h>
#include <string.h>
#include <sys/auxv.h>

/* The note in the running program that tells its build from all others; NULL where the linker was not asked for one. */
static inline const unsigned char *_Nullable program_build_id(size_t *_Nonnull count) {
  const Elf64_Phdr *headers = (const Elf64_Phdr *)getauxval(AT_PHDR);
  size_t header_count = getauxval(AT_PHNUM);
  const char *base = NULL;
  if (headers == NULL || getauxval(AT_PHENT) != sizeof(Elf64_Phdr)) return NULL;
  for (size_t i = 0; i < header_count; i++)
    if (headers[i].p_type == PT_PHDR) base = (const char *)headers - headers[i].p_vaddr;
  for (size_t i = 0; i < header_count; i++) {
    if (headers[i].p_type != PT_NOTE) continue;
    const char *note = base + headers[i].p_vaddr, *end = note + headers[i].p_memsz;
    size_t unit = headers[i].p_align == 8 ? 8 : 4;
    while ((size_t)(end - note) >= sizeof(Elf64_Nhdr)) {
      const Elf64_Nhdr *head = (const Elf64_Nhdr *)note;
      size_t name = sizeof *head, content = (name + head->n_namesz + unit - 1) / unit * unit;
      size_t next = (content + head->n_descsz + unit - 1) / unit * unit;
      if (next > (size_t)(end - note)) break;
      if (head->n_type == NT_GNU_BUILD_ID && head->n_namesz == 4 && memcmp(note + name, "GNU", 4) == 0) {
        *count = head->n_descsz;
        return (const unsigned char *)note + content;
      }
      note += next;
    }
  }
  return NULL;
}
#else
static inline const unsigned char *_Nullable program_build_id(size_t *_Nonnull count) { return NULL; }
#endif
