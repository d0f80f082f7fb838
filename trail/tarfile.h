/*
 * A tar archive (POSIX ustar) in the one form that bundles have: regular files, each header as tarfile_head makes it, nothing but zeros
 * between them, two blocks of zeros, and the end.  What is read may be hostile.
 */
#ifndef STENO_TRAIL_TARFILE_H
#define STENO_TRAIL_TARFILE_H

#include <stdint.h>

#define TARFILE_BLOCK 512
#define TARFILE_NAME_MAX 99
#define TARFILE_SIZE_MAX 077777777777 /* 8 GiB - 1 */

/* The header's block.  ERR_RANGE: a name or size that has no place in it. */
int tarfile_head(const char *name, int64_t size, int64_t time, unsigned char out[TARFILE_BLOCK]);

struct tarfile_entry {
	char name[TARFILE_NAME_MAX + 1];
	int64_t offset, size; /* of its bytes */
	int64_t time;
};

/*
 * The entry whose header stands at *offset, which moves behind it: 1; 0: the archive ends there, as it must; ERR_FORMAT: neither, and
 * *offset is where; or minus errno.
 */
int tarfile_next(int fd, int64_t size, int64_t *offset, struct tarfile_entry *);

#endif
